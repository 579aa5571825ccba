import { expect, type Locator, type Page, type Route } from '@playwright/test';
import { asService } from '@/lib/db';
import { createJob } from '@/lib/jobs';
import { plantJobs } from '@/lib/jobs/test-support';
import { endWelcome } from '@/lib/jobs/welcome';
import { joinOrganization } from '@/local/test/people';
import { expectAccessible } from './support/auth-pages';
import { jobsOf, openJobs, ownTenant, signedInWithJobs } from './support/jobs';
import { shoot } from './support/screenshots';
import { test } from './support/test';
import { createUser, signedInUser } from './support/users';

/** The board with a column for each status: what a person does with it by mouse, finger, keyboard and menu. */
const engineer = { title: 'Engineer', company: 'Halcyon Maps' };
const designer = { title: 'Designer', company: 'Borealis', status: 'applied' as const };

test.describe('a card', () => {
  test('is dragged to another column by mouse, and the move is undone', async ({ page, context }) => {
    await signedInWithJobs(context, [engineer, designer]);
    await openBoard(page);
    await drag(page, 'Engineer', 'Offer');
    await expect(cardIn(page, 'Offer', 'Engineer')).toBeVisible();
    await expect(column(page, 'Offer')).toHaveAccessibleName('Offer: 1 job');
    await expect(page.getByText('Moved to Offer', { exact: true })).toBeVisible();
    await expect.poll(() => statusesOf(page)).toEqual({ Engineer: 'offer', Designer: 'applied' });

    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(cardIn(page, 'Saved', 'Engineer')).toBeVisible();
    await expect(page.getByText('Undone')).toBeVisible();
    expect(await jobsOf(page.request)).toContainEqual(
      expect.objectContaining({ title: 'Engineer', status: 'saved', appliedAt: null }),
    );
    await page.reload();
    await expect(cardIn(page, 'Saved', 'Engineer')).toBeVisible();
  });

  test('stays where it was when it is dropped beside the columns, or where it came from', async ({
    page,
    context,
  }) => {
    await signedInWithJobs(context, [engineer]);
    await openBoard(page);
    await pickUp(page, 'Engineer');
    await page.mouse.move(2, 2, { steps: 4 });
    await expect(spoken(page)).toHaveText('Engineer at Halcyon Maps is over no column.');
    await page.mouse.up();
    await expect(spoken(page)).toHaveText('Engineer at Halcyon Maps stays in Saved.');
    await expect(cardIn(page, 'Saved', 'Engineer')).toBeVisible();
    expect(await statusesOf(page)).toEqual({ Engineer: 'saved' });
  });

  test('is moved by the keyboard alone, and all of it is said', async ({ page, context }) => {
    await signedInWithJobs(context, [engineer]);
    await openBoard(page);
    const grip = page.getByRole('button', { name: 'Move Engineer at Halcyon Maps' });
    await expect(grip).toHaveAccessibleDescription(/Press space to pick up the job/);
    await grip.focus();
    await page.keyboard.press('Space');
    // The last of what is said when it is picked up: from then on the arrows are heard.
    await expect(spoken(page)).toHaveText('Engineer at Halcyon Maps is over Saved.');
    await page.keyboard.press('ArrowRight');
    await expect(spoken(page)).toHaveText('Engineer at Halcyon Maps is over Applied.');
    await page.keyboard.press('ArrowRight');
    await expect(spoken(page)).toHaveText('Engineer at Halcyon Maps is over Interviewing.');
    await page.keyboard.press('ArrowLeft');
    await expect(spoken(page)).toHaveText('Engineer at Halcyon Maps is over Applied.');
    await page.keyboard.press('Space');
    await expect(spoken(page)).toHaveText('Engineer at Halcyon Maps was moved to Applied.');
    await expect(cardIn(page, 'Applied', 'Engineer')).toBeVisible();
    await expect(grip).toBeFocused();
    await expect.poll(() => statusesOf(page)).toEqual({ Engineer: 'applied' });

    await page.keyboard.press('Space');
    await expect(spoken(page)).toHaveText('Engineer at Halcyon Maps is over Applied.');
    await page.keyboard.press('Escape');
    await expect(spoken(page)).toHaveText('Engineer at Halcyon Maps stays in Applied.');
  });

  test('is moved, archived and deleted by its menu', async ({ page, context }) => {
    await signedInWithJobs(context, [engineer, designer]);
    await openBoard(page);
    await choose(page, 'Engineer at Halcyon Maps', 'Interviewing');
    await expect(cardIn(page, 'Interviewing', 'Engineer')).toBeVisible();
    await choose(page, 'Designer at Borealis', 'Archived');
    await expect(card(page, 'Designer')).toHaveCount(0);
    await expect.poll(() => statusesOf(page)).toEqual({ Engineer: 'interviewing', Designer: 'archived' });

    await openJobs(page, '/jobs?view=board&status=archived');
    await expect(cardIn(page, 'Archived', 'Designer')).toBeVisible();
    await page.getByRole('button', { name: 'Actions for Designer at Borealis' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByText('Job deleted')).toBeVisible();
    await expect(card(page, 'Designer')).toHaveCount(0);
    expect(await statusesOf(page)).toEqual({ Engineer: 'interviewing' });
  });

  test('goes back with a message when the server is not reached', async ({ page, context }) => {
    await signedInWithJobs(context, [engineer]);
    await openBoard(page);
    const waiting: Route[] = [];
    await page.route('**/jobs*', (route) =>
      route.request().method() === 'POST' ? void waiting.push(route) : route.continue(),
    );
    await drag(page, 'Engineer', 'Applied');
    await expect(cardIn(page, 'Applied', 'Engineer')).toBeVisible();
    await expect(column(page, 'Applied')).toHaveAccessibleName('Applied: 1 job');
    await expect.poll(() => waiting.length).toBe(1);
    await waiting[0]?.abort();
    await expect(page.getByText('The status was not changed')).toBeVisible();
    await expect(cardIn(page, 'Saved', 'Engineer')).toBeVisible();
    await expect(column(page, 'Applied')).toHaveAccessibleName('Applied: 0 jobs');
    expect(await statusesOf(page)).toEqual({ Engineer: 'saved' });
  });

  test('that was deleted elsewhere goes with a message when it is moved', async ({ page, context }) => {
    await signedInWithJobs(context, [engineer, designer]);
    await openBoard(page);
    const gone = (await jobsOf(page.request)).find(({ title }) => title === 'Engineer');
    const headers = { origin: process.env.APP_URL ?? '' };
    await page.request.delete(`/api/jobs/${gone?.id}`, { headers });
    await choose(page, 'Engineer at Halcyon Maps', 'Offer');
    await expect(page.getByText('The status was not changed')).toBeVisible();
    await expect(page.getByText('It is not there any longer.')).toBeVisible();
    await expect(card(page, 'Engineer')).toHaveCount(0);
    await expect(page.getByText('1 of 10 saved jobs')).toBeVisible();
  });

  test('keeps what it holds within it, however long its words are', async ({ page, context }) => {
    const company = 'Donaudampfschifffahrtsgesellschaft'.repeat(5);
    await signedInWithJobs(context, [{ title: 'W'.repeat(300), company, location: 'X'.repeat(200) }]);
    await openBoard(page);
    const card = column(page, 'Saved').getByRole('article');
    await expect(card).toContainText('Donaudampfschifffahrtsgesellschaft');
    expect(await card.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
    await card.getByRole('button', { name: /^Actions for/ }).click();
    await expect(page.getByRole('menuitem', { name: 'Delete' })).toBeVisible();
  });

  test('is only to look at for a viewer', async ({ page, context }) => {
    const owner = await createUser();
    await createJob(ownTenant(owner), engineer);
    const viewer = await signedInUser(context);
    await joinOrganization({ ...viewer, ...ownTenant(viewer) }, owner.id, 'viewer');
    await asService('test.switch', (tx) =>
      tx.user.update({ where: { id: viewer.id }, data: { activeOrganizationId: owner.id } }),
    );
    await openBoard(page);
    await expect(cardIn(page, 'Saved', 'Engineer')).toBeVisible();
    await expect(page.getByRole('button', { name: /^(Add job|Actions|Move)/ })).toHaveCount(0);
    await page.getByRole('link', { name: 'Engineer', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Engineer', level: 1 })).toBeVisible();
  });
});

test.describe('the board', () => {
  test('shows what the extension or another window did when somebody comes back to it', async ({
    page,
    context,
  }) => {
    await signedInWithJobs(context, [engineer]);
    await openBoard(page);
    const [job] = await jobsOf(page.request);
    const headers = { origin: process.env.APP_URL ?? '' };
    await page.request.patch(`/api/jobs/${job?.id}`, { data: { status: 'offer' }, headers });
    await page.request.post('/api/jobs', { data: designer, headers });
    await comeBack(page);
    await expect(cardIn(page, 'Offer', 'Engineer')).toBeVisible();
    await expect(cardIn(page, 'Applied', 'Designer')).toBeVisible();
    await expect(page.getByText('2 of 10 saved jobs')).toBeVisible();
  });

  test('and the table are two looks at the same search, and the last one is remembered', async ({
    page,
    context,
  }) => {
    await signedInWithJobs(context, [engineer, designer]);
    await openBoard(page);
    await page.getByRole('searchbox', { name: 'Search jobs' }).fill('engineer');
    await expect(page).toHaveURL(/view=board&q=engineer$/);
    await expect(card(page, 'Designer')).toHaveCount(0);
    await page.getByRole('radio', { name: 'Table' }).click();
    await expect(page).toHaveURL(/view=table&q=engineer$/);
    await expect(page.getByRole('table', { name: 'Saved jobs' })).toContainText('Engineer');
    await openJobs(page);
    await expect(page.getByRole('table', { name: 'Saved jobs' })).toContainText('Designer');
    await page.getByRole('radio', { name: 'Board' }).click();
    await expect(cardIn(page, 'Applied', 'Designer')).toBeVisible();
    await openJobs(page);
    await expect(cardIn(page, 'Applied', 'Designer')).toBeVisible();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`is accessible in ${colorScheme}, wide and on a phone`, async ({ page, context }) => {
      // Four pages are looked at twice.
      test.slow();
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await signedInWithJobs(context, [
        {
          ...engineer,
          location: 'Oslo',
          workMode: 'hybrid',
          url: 'https://halcyon.example/1',
          closesOn: '2027-01-31',
          salary: { min: 60_000_00, max: 80_000_00, currency: 'EUR', interval: 'year' },
        },
        designer,
      ]);
      await openBoard(page);
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 800 });
        for (const view of ['board', 'table']) {
          await openJobs(page, `/jobs?view=${view}`);
          await expect(page.getByRole('link', { name: 'Engineer', exact: true })).toBeVisible();
          await expectAccessible(page);
          const sideways = await page.evaluate(
            () => document.documentElement.scrollWidth - window.innerWidth,
          );
          expect([view, width, sideways]).toEqual([view, width, 0]);
        }
      }
      await shoot(page, `jobs-table-${colorScheme}`);
    });
  }
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('one column is in view, and a card that a finger rests on is dropped on another’s name', async ({
    page,
    context,
  }) => {
    await signedInWithJobs(context, [engineer, designer]);
    await openBoard(page);
    const tab = (name: string) =>
      page.getByRole('group', { name: 'Column' }).getByRole('button', { name: new RegExp(`^${name}`) });
    await expect(tab('Saved')).toHaveAttribute('aria-pressed', 'true');
    await expect(card(page, 'Engineer')).toBeVisible();
    await expect(card(page, 'Designer')).toBeHidden();
    await tab('Applied').tap();
    await expect(card(page, 'Designer')).toBeVisible();
    await expect(card(page, 'Engineer')).toBeHidden();
    await tab('Saved').tap();

    const touch = await context.newCDPSession(page);
    const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: { x: number; y: number }) =>
      touch.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] });
    const from = await middleOf(card(page, 'Engineer'));
    const to = await middleOf(tab('Applied'));
    await send('touchStart', from);
    await expect(spoken(page)).toHaveText('Engineer at Halcyon Maps is over Saved.');
    await send('touchMove', { x: from.x, y: from.y - 20 });
    await send('touchMove', to);
    await expect(spoken(page)).toHaveText('Engineer at Halcyon Maps is over Applied.');
    await send('touchEnd');
    await expect(tab('Applied')).toHaveText('Applied2');
    await expect.poll(() => statusesOf(page)).toEqual({ Engineer: 'applied', Designer: 'applied' });
  });
});

test('with 5,000 jobs only the cards in view are in the page, the last is reached, and dragging works there', async ({
  page,
  context,
}) => {
  test.slow();
  const user = await signedInUser(context, { plan: 'pro' });
  await plantJobs(ownTenant(user), 5_000);
  await endWelcome(ownTenant(user));
  await openJobs(page, '/jobs?view=board&sort=title');
  await expect(column(page, 'Saved')).toHaveAccessibleName('Saved: 1,000 jobs');
  await expect(cardIn(page, 'Saved', 'Engineer 0005')).toBeVisible();
  const cards = page.getByRole('article');
  expect(await cards.count()).toBeLessThan(150);

  const last = cardIn(page, 'Saved', 'Engineer 5000');
  await expect(async () => {
    await page.locator('#column-saved').evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await expect(last).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 60_000 });
  expect(await cards.count()).toBeLessThan(150);

  await drag(page, 'Engineer 5000', 'Offer');
  await expect(cardIn(page, 'Offer', 'Engineer 5000')).toBeVisible();
  await expect(column(page, 'Saved')).toHaveAccessibleName('Saved: 999 jobs');
  const where = { organizationId: user.id, title: 'Engineer 5000' };
  await expect
    .poll(() => asService('test.read', (tx) => tx.savedJob.findFirst({ where, select: { status: true } })))
    .toEqual({ status: 'offer' });
});

async function openBoard(page: Page): Promise<void> {
  await openJobs(page, '/jobs?view=board');
}

/** What was read out last of a drag. */
function spoken(page: Page): Locator {
  return page.locator('[id^="DndLiveRegion"]');
}

function column(page: Page, status: string): Locator {
  return page.getByRole('region', { name: new RegExp(`^${status}: `) });
}

function card(page: Page, title: string): Locator {
  return page.getByRole('article', { name: new RegExp(`^${title} at `) });
}

function cardIn(page: Page, status: string, title: string): Locator {
  return column(page, status).getByRole('article', { name: new RegExp(`^${title} at `) });
}

async function choose(page: Page, subject: string, status: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${subject}` }).click();
  await page.getByRole('menuitemradio', { name: status }).click();
}

async function pickUp(page: Page, title: string): Promise<void> {
  // What was seen already may still be below the edge of its column.
  await card(page, title).scrollIntoViewIfNeeded();
  const from = await middleOf(card(page, title));
  await page.mouse.move(from.x, from.y);
  // A first movement fetches what drags.
  await expect(spoken(page)).toBeAttached();
  await page.mouse.down();
  await page.mouse.move(from.x + 12, from.y, { steps: 3 });
  await expect(spoken(page)).toHaveText(new RegExp(`^${title} at .* is over `));
}

async function drag(page: Page, title: string, status: string): Promise<void> {
  await pickUp(page, title);
  const to = await middleOf(column(page, status));
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await expect(spoken(page)).toHaveText(new RegExp(`is over ${status}\\.$`));
  await page.mouse.up();
}

async function middleOf(part: Locator): Promise<{ x: number; y: number }> {
  const box = await part.boundingBox();
  if (!box) throw new Error('It is not on the screen.');
  return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
}

/** As a browser tells a page whose tab was in the background. */
async function comeBack(page: Page): Promise<void> {
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
}

async function statusesOf(page: Page): Promise<Record<string, string>> {
  const jobs = await jobsOf(page.request);
  return Object.fromEntries(jobs.map(({ title, status }) => [title, status]));
}
