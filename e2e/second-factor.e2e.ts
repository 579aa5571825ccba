import { type BrowserContext, expect, type Page } from '@playwright/test';
import { asService } from '@/lib/db';
import { type App, freshCode, turnOnSecondFactor, wrongCode } from '@/local/test/second-factors';
import { expectAccessible, signIn } from './support/auth-pages';
import { confirmationLink, mailTo } from './support/mail';
import { shoot } from './support/screenshots';
import { test } from './support/test';
import { createUser, signedInUser } from './support/users';

test('a person turns two-factor sign-in on, signs in with it, loses the phone and turns it off', async ({
  page,
  context,
}) => {
  test.slow();
  const user = await signedInUser(context);
  const app: App = { secret: '', shown: [] };
  let recoveryCodes: string[] = [];

  await test.step('setting it up', async () => {
    await page.goto('/account');
    await page.getByRole('link', { name: 'Security' }).click();
    await shoot(page, 'security-off');
    await page.getByRole('button', { name: 'Set up' }).click();
    await expect(page.getByRole('heading', { name: /Scan the picture/ })).toBeFocused();
    const picture = page.getByRole('img', { name: /QR code/ });
    await expect(picture).toHaveJSProperty('complete', true);
    expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    app.secret = ((await page.locator('code').textContent()) ?? '').replaceAll(' ', '');
    const field = page.getByLabel('Code');
    await expect(field).toHaveAttribute('inputmode', 'numeric');
    await expect(field).toHaveAttribute('autocomplete', 'one-time-code');
    await expectAccessible(page);
    await shoot(page, 'security-set-up');

    await field.fill(wrongCode(app));
    await field.press('Enter');
    await expect(field).toHaveAccessibleDescription(/wrong or too old/);
    await expect(field).toBeFocused();
    await expect(picture).toBeVisible();
    await field.fill(freshCode(app));
    await field.press('Enter');
    await expect(page.getByRole('heading', { name: 'Keep your recovery codes' })).toBeFocused();
    recoveryCodes = await page
      .getByRole('list', { name: 'Recovery codes' })
      .getByRole('listitem')
      .allInnerTexts();
    expect(new Set(recoveryCodes).size).toBe(10);
    await expectAccessible(page);
    await shoot(page, 'security-recovery-codes');
    await expect(page.getByRole('button', { name: 'Print' })).toBeVisible();
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download' }).click();
    expect((await saving).suggestedFilename()).toBe('foothold-recovery-codes.txt');

    await page.getByRole('button', { name: 'I kept them' }).click();
    await expect(page.getByText('10 recovery codes left')).toBeVisible();
    await expectAccessible(page);
    await shoot(page, 'security-on');
    await page.reload();
    await expect(page.getByText(recoveryCodes[0] ?? '')).toHaveCount(0);
    expect((await mailTo(user.email, 'Two-factor sign-in is on')).html).toContain('/account/security');
  });

  await test.step('signing in takes a code, and each code once', async () => {
    await startAgain(context, page, '/jobs?status=applied');
    await signIn(page, user);
    await expect(page).toHaveURL(/\/sign-in\/verify\?next=%2Fjobs%3Fstatus%3Dapplied$/);
    await expect(page.getByLabel('Code')).toBeFocused();
    await expectAccessible(page);
    await shoot(page, 'verify');
    expect((await page.request.get('/api/auth/me')).status()).toBe(403);
    await page.goto('/account/billing');
    await expect(page).toHaveURL(/\/sign-in\/verify\?next=%2Faccount%2Fbilling$/);

    const code = page.getByLabel('Code');
    await code.fill(app.shown[0] ?? '');
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(code).toHaveAccessibleDescription(/used already/);
    await shoot(page, 'verify-used');
    await code.fill(freshCode(app));
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page).toHaveURL(/\/account\/billing$/);
    expect((await page.request.get('/api/auth/me')).status()).toBe(200);
  });

  await test.step('without the phone a recovery code does, once', async () => {
    for (const [given, description] of [
      [recoveryCodes[0] ?? '', null],
      [recoveryCodes[0] ?? '', /used already/],
    ] as const) {
      await startAgain(context, page, '/account/security');
      await signIn(page, user);
      await page.getByRole('link', { name: 'Use a recovery code' }).click();
      await page.getByLabel('Recovery code').fill(given.toLowerCase());
      await shoot(page, 'verify-recovery');
      await page.getByRole('button', { name: 'Continue' }).click();
      if (description) {
        await expect(page.getByLabel('Recovery code')).toHaveAccessibleDescription(description);
        await expectAccessible(page);
      } else await expect(page.getByText('9 recovery codes left')).toBeVisible();
    }
    await mailTo(user.email, 'A recovery code was used to get into your account');
    await page.getByLabel('Recovery code').fill(recoveryCodes[1] ?? '');
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByText('8 recovery codes left')).toBeVisible();
  });

  await test.step('new recovery codes, then off', async () => {
    await page.getByRole('button', { name: 'New recovery codes' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByLabel('Code')).toBeFocused();
    await expectAccessible(page);
    await shoot(page, 'security-new-codes');
    await dialog.getByLabel('Code').fill(recoveryCodes[2] ?? '');
    await dialog.getByRole('button', { name: 'Make new codes' }).click();
    const fresh = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
    await expect(fresh).toHaveCount(10);
    const [code = ''] = await fresh.allInnerTexts();
    await page.getByRole('button', { name: 'I kept them' }).click();

    await page.getByRole('button', { name: 'Turn off' }).click();
    await dialog.getByLabel('Code').fill(recoveryCodes[3] ?? '');
    await dialog.getByLabel('Code').press('Enter');
    await expect(dialog.getByLabel('Code')).toHaveAccessibleDescription(/not one of your recovery codes/);
    await shoot(page, 'security-turn-off');
    await dialog.getByLabel('Code').fill(code);
    await dialog.getByLabel('Code').press('Enter');
    await expect(page.getByRole('button', { name: 'Set up' })).toBeVisible();
    await mailTo(user.email, 'Two-factor sign-in is off');

    await startAgain(context, page, '/jobs');
    await signIn(page, user);
    await expect(page).toHaveURL(/\/jobs$/);
  });
});

test('a code can be entered without JavaScript', async ({ browser }) => {
  const user = await createUser();
  const { app } = await turnOnSecondFactor(user);
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await signIn(page, user);
  await page.getByLabel('Code').fill(wrongCode(app));
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('This code is wrong or too old.')).toBeVisible();
  await page.getByLabel('Code').fill(freshCode(app));
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page).toHaveURL(/\/jobs$/);
  await context.close();
});

test('the way back from the second step is to sign out', async ({ page }) => {
  const user = await createUser();
  await turnOnSecondFactor(user);
  await page.goto('/sign-in');
  await signIn(page, user);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByText('You are signed out.')).toBeVisible();
  await page.goto('/sign-in/verify');
  await expect(page).toHaveURL(/\/sign-in\?notice=session-over&next=/);
});

test('a superadmin without a second factor is led to set it up, and reaches nothing before', async ({
  page,
  context,
}) => {
  const user = await signedInUser(context);
  await asService('test.superadmin', (tx) =>
    tx.user.update({ where: { id: user.id }, data: { platformRole: 'superadmin' } }),
  );
  for (const path of ['/jobs', '/account', '/account/billing']) {
    await page.goto(path);
    await expect(page).toHaveURL(`/account/security?next=${encodeURIComponent(path)}`);
  }
  await expect(page.getByText('Administrators of Foothold sign in with two factors.')).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'security-required');
  expect(await (await page.request.get('/api/jobs')).json()).toMatchObject({
    status: 403,
    error: 'mfa_required',
    continueUrl: '/account/security',
  });

  await setUp(page);
  await page.getByRole('link', { name: 'I kept them, go on' }).click();
  await expect(page).toHaveURL(/\/account\/billing$/);
});

test('a member of an organization that requires it sets it up before anything else there', async ({
  page,
  context,
}) => {
  const user = await signedInUser(context);
  await asService('test.team', async (tx) => {
    const { id } = await tx.organization.create({
      data: { name: 'A careful team', kind: 'team', requiresSecondFactor: true },
    });
    await tx.membership.create({ data: { organizationId: id, userId: user.id, role: 'member' } });
    await tx.user.update({ where: { id: user.id }, data: { activeOrganizationId: id } });
  });
  await page.goto('/jobs');
  await expect(page.getByText(/A careful team requires two-factor sign-in/)).toBeVisible();
  await setUp(page);
  await page.getByRole('link', { name: 'I kept them, go on' }).click();
  await expect(page).toHaveURL(/\/jobs$/);
});

test('a forgotten password is replaced by who also has the second factor, and by nobody else', async ({
  page,
}) => {
  const user = await createUser();
  const { app } = await turnOnSecondFactor(user);
  await page.goto('/forgot-password');
  await page.getByLabel('Email').fill(user.email);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByText(/If there is an account for/)).toBeVisible();
  await page.goto(await confirmationLink(user.email));
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page).toHaveURL(/\/sign-in\/verify\?next=/);
  await page.goto('/reset-password');
  await expect(page).toHaveURL(/\/sign-in\/verify\?next=/);
  await page.getByLabel('Code').fill(freshCode(app));
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('New password').fill('an-entirely-new-one');
  await page.getByRole('button', { name: 'Save password' }).click();
  await expect(page.getByText(/Your password is changed/)).toBeVisible();
});

test('few recovery codes are warned of', async ({ page }) => {
  const user = await createUser();
  const { app } = await turnOnSecondFactor(user);
  await asService(
    'test.use-codes',
    (tx) => tx.$executeRaw`
      update app.recovery_codes set used_at = now()
      where user_id = ${user.id}::uuid and code_hash in (
        select code_hash from app.recovery_codes where user_id = ${user.id}::uuid limit 7)`,
  );
  await page.goto('/sign-in?next=/account/security');
  await signIn(page, user);
  await page.getByLabel('Code').fill(freshCode(app));
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('3 recovery codes left')).toBeVisible();
  await expect(page.getByText(/running out of recovery codes/)).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'security-few-codes');
});

/** Has the browser forget who was signed in, and asks for a page. */
async function startAgain(context: BrowserContext, page: Page, path: string): Promise<void> {
  await context.clearCookies();
  await page.goto(path);
  await expect(page).toHaveURL(/\/sign-in\?/);
}

async function setUp(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Set up' }).click();
  const secret = ((await page.locator('code').textContent()) ?? '').replaceAll(' ', '');
  await page.getByLabel('Code').fill(freshCode({ secret, shown: [] }));
  await page.getByRole('button', { name: 'Turn on' }).click();
  await expect(page.getByRole('heading', { name: 'Keep your recovery codes' })).toBeVisible();
}
