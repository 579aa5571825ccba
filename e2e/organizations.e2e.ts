import { expect, type Page } from '@playwright/test';
import { acceptInvitation, changeRole, createOrganization, inviteMember } from '@/lib/organizations';
import { overrideLimit } from '@/lib/usage/test-support';
import { givePlan } from '@/local/test/people';
import { expectAccessible, signIn } from './support/auth-pages';
import { askToAddJob } from './support/jobs';
import { confirmationLink, mailTo } from './support/mail';
import { shoot } from './support/screenshots';
import { test } from './support/test';
import { createUser, signedInUser, type TestUser } from './support/users';

test('two people: invited by mail, accepted, promoted, handed over, and gone', async ({ browser }) => {
  const [ownerContext, guestContext] = [await browser.newContext(), await browser.newContext()];
  const [owner, guest] = [await ownerContext.newPage(), await guestContext.newPage()];
  const nora = await signedInUser(ownerContext, { name: 'Nora Berg' });
  const ines = await createUser({ name: 'Ines Vidal' });

  await owner.goto('/jobs');
  await openSwitcher(owner, 'Nora Berg');
  await owner.getByRole('menuitem', { name: 'New organization' }).click();
  await owner.getByLabel('Name').fill('Halcyon Careers');
  await owner.getByRole('button', { name: 'Create organization' }).click();
  await expect(owner.getByRole('heading', { name: 'Halcyon Careers', level: 1 })).toBeVisible();
  await expect(owner.getByText('1 of 3 seats taken')).toBeVisible();

  await invite(owner, ines.email, 'Viewer');
  await expect(owner.getByText('2 of 3 seats taken, 1 of them by an open invitation')).toBeVisible();
  await owner.getByRole('link', { name: /^Invitations/ }).click();
  await expect(owner.getByRole('list', { name: 'Invitations' })).toContainText(ines.email);
  await shoot(owner, 'organization-invitations');

  // Signed out by the link, in by the form, and back at the invitation.
  await guest.goto(await invitationLink(ines.email, 'Halcyon Careers'));
  await expect(guest.getByRole('heading', { name: 'Join Halcyon Careers' })).toBeVisible();
  await shoot(guest, 'invitation-signed-out');
  await guest.getByRole('link', { name: 'Sign in' }).click();
  await signIn(guest, ines);
  await expect(guest.getByText('Nora Berg invites you as a viewer.')).toBeVisible();
  await expectAccessible(guest);
  await shoot(guest, 'invitation');
  await guest.getByRole('button', { name: 'Accept and join' }).click();
  await expect(guest.getByText('Nobody in this organization has saved a job yet.')).toBeVisible();
  await expect(switcher(guest)).toContainText('Halcyon Careers');
  await expect(guest.getByRole('button', { name: 'Add job' })).toHaveCount(0);

  // As a viewer there is nothing to rule; what the owner changes is seen with the next page.
  await guest.goto('/organization');
  await expect(guest.getByRole('button', { name: 'Invite people' })).toHaveCount(0);
  await expect(guest.getByRole('link', { name: /^Invitations/ })).toHaveCount(0);
  await owner.goto('/organization');
  await owner.getByRole('button', { name: 'Role of Ines Vidal: Viewer' }).click();
  await owner.getByRole('menuitemradio', { name: /^Admin/ }).click();
  await expect(owner.getByRole('button', { name: 'Role of Ines Vidal: Admin' })).toBeVisible();
  await guest.reload();
  await expect(guest.getByText('You are its admin.')).toBeVisible();
  await expect(guest.getByRole('button', { name: 'Invite people' })).toBeVisible();
  await shoot(owner, 'organization-members');
  await expectAccessible(owner);

  // The only owner cannot go, but pass the ownership on.
  await owner.goto('/organization/settings');
  await expect(owner.getByText('You are its only owner.')).toBeVisible();
  await shoot(owner, 'organization-settings');
  await owner.goto('/organization');
  await actOn(owner, 'Ines Vidal', 'Pass on ownership', 'Pass on ownership');
  await expect(owner.getByText('You are its admin.')).toBeVisible();
  await mailTo(ines.email, 'You own Halcyon Careers now');
  await mailTo(nora.email, 'Halcyon Careers has another owner');

  // Who is removed acts for themselves again with the very next page, and is told.
  await guest.reload();
  await actOn(guest, 'Nora Berg', 'Remove from organization', 'Remove');
  await expect(guest.getByRole('list', { name: 'Members' })).not.toContainText('Nora Berg');
  await owner.goto('/organization');
  await expect(owner.getByRole('heading', { name: 'Nora Berg', level: 1 })).toBeVisible();
  await mailTo(nora.email, 'You are no longer a member of Halcyon Careers');
});

test('who has no account makes one and comes back to the invitation; declined, its seat is free', async ({
  page,
}) => {
  const { owner, team } = await makeTeam('Northbound');
  const email = `new-${crypto.randomUUID()}@example.test`;
  await inviteMember(owner, team, { email, role: 'member' });
  await page.goto(await invitationLink(email, 'Northbound'));
  await page.getByRole('link', { name: 'Create an account' }).click();
  await page.getByLabel('Name').fill('Ana Lima');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(`pw-${crypto.randomUUID()}`);
  await page.getByRole('button', { name: /^Create/ }).click();
  await expect(page.getByRole('heading', { name: 'Check your email' })).toBeVisible();
  await page.goto(await confirmationLink(email));
  await page.getByRole('button', { name: 'Confirm and sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Join Northbound' })).toBeVisible();
  await page.getByRole('button', { name: 'Decline' }).click();
  await expect(page.getByRole('heading', { name: 'Invitation declined' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Invitation declined' })).toBeVisible();
});

test('somebody else’s invitation names the account it is for, and lets nobody in', async ({ page }) => {
  const { owner, team } = await makeTeam('Northbound');
  const invited = await createUser();
  await signedInUser(page.context());
  await inviteMember(owner, team, { email: invited.email, role: 'member' });
  await page.goto(await invitationLink(invited.email, 'Northbound'));
  await expect(page.getByText(invited.email)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Accept and join' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  await page.goto('/invitations/accept?token=made-up');
  await expect(page.getByRole('heading', { name: 'This link does not work' })).toBeVisible();
});

test('full, inviting offers larger plans, or seats where the plan sells them', async ({ page }) => {
  const user = await signedInUser(page.context());
  const asker = askerOf(user);
  for (const name of ['a', 'b'])
    await inviteMember(asker, user.id, { email: `${name}-${user.id}@example.test`, role: 'member' });
  await page.goto('/organization');
  await expect(page.getByText('3 of 3 seats taken, 2 of them by open invitations')).toBeVisible();
  await page.getByRole('button', { name: 'Invite people' }).click();
  const dialog = page.getByRole('dialog', { name: 'You have used 3 of 3 seats on Free' });
  await expect(dialog.getByRole('list', { name: 'Larger plans' })).toContainText('5 seats');
  await expect(dialog.getByRole('link', { name: 'Upgrade' })).toHaveAttribute('href', '/pricing?from=seats');
  await expectAccessible(page);
  await shoot(page, 'organization-full');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Invite people' })).toBeFocused();

  // A seat that is withdrawn is free at once, also for who has the page still open.
  await page.goto('/organization/invitations');
  await page.getByRole('button', { name: `Withdraw the invitation of a-${user.id}@example.test` }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Withdraw' }).click();
  await expect(page.getByText('2 of 3 seats taken, 1 of them by an open invitation')).toBeVisible();
  // And one that somebody else took meanwhile is told in the same way.
  await page.getByRole('button', { name: 'Invite people' }).click();
  await inviteMember(asker, user.id, { email: `c-${user.id}@example.test`, role: 'member' });
  await fillInvitation(page, `d-${user.id}@example.test`, 'Member');
  await expect(dialog).toBeVisible();

  await givePlan(user.id, 'team');
  await overrideLimit(user.id, 'seats', { quotaLimit: 2 });
  await page.reload();
  await page.getByRole('button', { name: 'Invite people' }).click();
  await expect(page.getByRole('dialog').getByRole('link', { name: 'Add seats' })).toHaveAttribute(
    'href',
    '/account/billing/change?seats=1',
  );
});

test('the switcher leads to the other organization’s jobs, on a phone, by keyboard, too', async ({
  page,
}) => {
  const user = await signedInUser(page.context(), { name: 'Nora Berg' });
  await page.goto('/jobs');
  await addJob(page, 'Mine alone');
  const { id: team } = await createOrganization(askerOf(user), { name: 'Northbound' });
  await givePlan(team, 'team');
  await page.goto('/jobs');
  await expect(switcher(page)).toContainText('Northbound');
  await expect(page.getByText('Mine alone')).toHaveCount(0);
  await addJob(page, 'Everybody’s');

  await page.setViewportSize({ width: 390, height: 844 });
  await switcher(page).focus();
  await page.keyboard.press('Enter');
  const own = page.getByRole('menuitemradio', { name: /Nora Berg.*Owner.*Free/ });
  await expect(page.getByRole('menuitemradio', { name: /Northbound.*Owner.*Team/ })).toBeVisible();
  await page.screenshot({ path: 'test-results/screens/switcher-phone.png' });
  await own.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Mine alone').first()).toBeVisible();
  await expect(page.getByText('Everybody’s')).toHaveCount(0);
  await expect(switcher(page)).toContainText('Nora Berg');
});

test('an organization is left, and only its last owner stays', async ({ page }) => {
  const { owner, team } = await makeTeam('Northbound');
  const user = await signedInUser(page.context(), { name: 'Ines Vidal' });
  await join(owner, team, user);
  await changeRole(owner, team, user.id, 'owner');
  await page.goto('/organization/settings');
  await page.getByRole('button', { name: 'Leave organization' }).click();
  const question = page.getByRole('alertdialog', { name: 'Leave Northbound?' });
  await expectAccessible(page);
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Leave organization' })).toBeFocused();
  await page.getByRole('button', { name: 'Leave organization' }).click();
  await question.getByRole('button', { name: 'Leave' }).click();
  await expect(page).toHaveURL(/\/jobs$/);
  await expect(switcher(page)).toContainText('Ines Vidal');
});

function switcher(page: Page) {
  return page.getByRole('button', { name: /^Organization: / }).filter({ visible: true });
}

async function openSwitcher(page: Page, organizationName: string): Promise<void> {
  await expect(switcher(page)).toContainText(organizationName);
  await switcher(page).click();
}

async function invite(page: Page, email: string, role: string): Promise<void> {
  await page.getByRole('button', { name: 'Invite people' }).click();
  await expectAccessible(page);
  await fillInvitation(page, email, role);
  await expect(page.getByText(`Invitation to ${email} is on its way`)).toBeVisible();
}

async function fillInvitation(page: Page, email: string, role: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: /^Invite to / });
  await dialog.getByLabel('Email').fill(email);
  await dialog.getByLabel('Role').selectOption(role);
  await dialog.getByRole('button', { name: 'Send invitation' }).click();
}

async function actOn(page: Page, name: string, action: string, confirm: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: action }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: confirm }).click();
}

async function addJob(page: Page, title: string): Promise<void> {
  await askToAddJob(page);
  const dialog = page.getByRole('dialog', { name: 'Add a job' });
  await dialog.getByLabel('Job title').fill(title);
  await dialog.getByLabel('Company').fill('Halcyon Maps');
  await dialog.getByRole('button', { name: 'Save job' }).click();
  await expect(page.getByRole('link', { name: title, exact: true })).toBeVisible();
}

async function invitationLink(email: string, organizationName: string): Promise<string> {
  const { html } = await mailTo(email, `Join ${organizationName} on Foothold`);
  return html.match(/href="([^"]*\/invitations\/accept[^"]*)"/)?.[1]?.replaceAll('&amp;', '&') ?? '';
}

async function makeTeam(name: string) {
  const owner = askerOf(await createUser());
  const { id } = await createOrganization(owner, { name });
  return { owner, team: id };
}

async function join(owner: ReturnType<typeof askerOf>, team: string, user: TestUser): Promise<void> {
  await inviteMember(owner, team, { email: user.email, role: 'member' });
  const link = new URL(await invitationLink(user.email, 'Northbound'));
  await acceptInvitation(askerOf(user), link.searchParams.get('token') ?? '');
}

function askerOf({ id, email }: TestUser) {
  return { userId: id, organizationId: id, email, via: 'session' as const };
}
