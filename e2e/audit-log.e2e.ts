import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { recordAudit } from '@/lib/audit';
import { asService } from '@/lib/db';
import { inviteMember } from '@/lib/organizations';
import { joinOrganization } from '@/local/test/people';
import { expectAccessible } from './support/auth-pages';
import { ownTenant } from './support/jobs';
import { shoot } from './support/screenshots';
import { test } from './support/test';
import { createUser, signedInAdmin, signedInUser, type TestUser } from './support/users';

test('an owner on Team finds out who did what, sees what changed, and takes it along', async ({
  page,
  context,
}) => {
  test.slow();
  const owner = await signedInUser(context, { plan: 'team' });
  await makeKey(page, 'Nightly import');
  await actAs(owner);
  await page.goto('/account');
  await page.getByRole('link', { name: 'Audit log' }).click();
  const events = page.getByRole('list', { name: 'Events' });
  await expect(events.getByRole('link', { name: /Made an API key.*Nightly import/ })).toContainText(
    owner.email,
  );

  // An admin who acted as the owner is told by address and reason.
  const admins = events.getByRole('link', { name: /Renamed the organization/ });
  await expect(admins).toContainText('support@foothold.example');
  await expect(admins).toContainText(`as ${owner.email}`);
  await expect(admins).toContainText('Ticket 4711');
  await expectAccessible(page);
  await shoot(page, 'audit-log-own');

  await page.getByLabel('Text', { exact: true }).fill('nightly');
  await page.getByLabel('What', { exact: true }).selectOption({ label: 'API keys: all' });
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page).toHaveURL('/account/audit-log?q=nightly&action=api_key');
  await expect(events.getByRole('listitem')).toHaveCount(1);
  await page.reload();
  await expect(page.getByLabel('Text', { exact: true })).toHaveValue('nightly');
  await expect(page.getByLabel('What', { exact: true })).toHaveValue('api_key');

  const saving = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download as CSV' }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toBe('audit-log.csv');
  const [, ...rows] = (await readFile(await file.path(), 'utf8')).trimEnd().split('\r\n');
  expect(rows).toHaveLength(1);
  expect(rows[0]).toContain('api_key.created');

  await events.getByRole('link').press('Enter');
  await expect(
    page.getByRole('heading', { name: 'Made an API key: Nightly import', level: 1 }),
  ).toBeVisible();
  await expect(page.getByRole('row', { name: /Name.*Nightly import/ })).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'audit-log-own-event');
  await page.goBack();
  await expect(page).toHaveURL('/account/audit-log?q=nightly&action=api_key');
  await page.getByRole('link', { name: 'Clear filters' }).click();
  await expect(page).toHaveURL('/account/audit-log');
  await expect(page.getByLabel('Text', { exact: true })).toHaveValue('');
  await expect(events.getByRole('listitem').nth(1)).toBeVisible();

  // Nothing is found, and a filter that cannot be one says so at its field.
  await page.goto('/account/audit-log?q=nothing-like-this');
  await expect(page.getByRole('heading', { name: 'Nothing was found' })).toBeVisible();
  await page.goto('/account/audit-log?actor=nora');
  await expect(page.getByLabel('Who did it')).toHaveAccessibleDescription('Enter an id or an email address.');
});

test('an owner on Free is offered what it gives, and gets nothing by any way around', async ({
  page,
  context,
}) => {
  const owner = await signedInUser(context);
  await makeKey(page, 'Nightly import');
  await page.goto('/account/audit-log');
  await expect(page.getByRole('heading', { name: 'The audit log is part of Team' })).toBeVisible();
  await expect(page.getByRole('link', { name: /See Team, \$99 a month/ })).toHaveAttribute(
    'href',
    '/pricing?feature=audit_log',
  );
  await expect(page.getByText('Made an API key')).toHaveCount(0);
  await expectAccessible(page);
  await shoot(page, 'audit-log-offer');
  const { id } = await asService('test.event', (tx) =>
    tx.auditEvent.findFirstOrThrow({ where: { organizationId: owner.id } }),
  );
  await page.goto(`/account/audit-log/${id}`);
  await expect(page).toHaveURL('/account/audit-log');
  const answer = await page.request.get('/api/audit-log');
  expect([answer.status(), (await answer.json()).error]).toEqual([403, 'plan_upgrade_required']);
});

test('a member who is no owner is told whom to ask', async ({ page, context }) => {
  const owner = await createUser({ plan: 'team' });
  const member = await signedInUser(context);
  await joinOrganization({ ...member, ...ownTenant(member) }, owner.id, 'admin');
  await asService('test.act', (tx) =>
    tx.user.update({ where: { id: member.id }, data: { activeOrganizationId: owner.id } }),
  );
  await page.goto('/account/audit-log');
  await expect(page.getByRole('heading', { name: 'Owners see the audit log' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Events' })).toHaveCount(0);
});

test('an admin finds what was done anywhere, and a link leads to the very event', async ({
  page,
  context,
}) => {
  test.slow();
  const owner = await createUser({ plan: 'team', name: 'Otto Owner' });
  await inviteMember({ ...ownTenant(owner), email: owner.email, via: 'session' }, owner.id, {
    email: `guest-${owner.id}@example.test`,
    role: 'viewer',
  });
  const done = await actAs(owner);
  const undone = await asService('test.undo', (tx) =>
    recordAudit(tx, {
      actor: { id: crypto.randomUUID(), email: 'support@foothold.example', via: 'console' },
      action: 'organization.renamed',
      target: { kind: 'organization', id: owner.id, label: 'Before' },
      organizationId: owner.id,
      userId: owner.id,
      before: { name: 'After' },
      after: { name: 'Before' },
      reason: 'It was the wrong organization',
      undoes: done,
    }),
  );
  const admin = await signedInAdmin(context);
  await page.goto('/admin/audit-log');
  const events = page.getByRole('list', { name: 'Events' });
  await expect(events.getByRole('listitem').first()).toBeVisible();
  await shoot(page, 'audit-log-admin');

  await page.getByText('More filters').click();
  await page.getByLabel('Organization', { exact: true }).fill(owner.id);
  await page.getByLabel('Organization', { exact: true }).press('Enter');
  await expect(page).toHaveURL(`/admin/audit-log?organization=${owner.id}`);
  await expect(events.getByRole('listitem')).toHaveCount(3);
  await expect(events.getByRole('link', { name: /Invited somebody/ })).toContainText(`guest-${owner.id}`);
  await expect(page.getByLabel('Organization', { exact: true })).toBeVisible();
  await shoot(page, 'audit-log-admin-found');

  await events.getByRole('link', { name: /It was the wrong organization/ }).click();
  await expect(page).toHaveURL(`/admin/audit-log/${undone}`);
  await expect(page.getByText('It was the wrong organization')).toBeVisible();
  await expect(page.getByRole('row', { name: 'Name After Before' })).toBeVisible();
  await expectAccessible(page);
  await shoot(page, 'audit-log-admin-event');
  await page.getByRole('link', { name: 'An earlier event' }).click();
  await expect(page).toHaveURL(`/admin/audit-log/${done}`);
  await expect(page.getByRole('link', { name: 'A later event' })).toHaveAttribute(
    'href',
    `/admin/audit-log/${undone}`,
  );
  await page.getByRole('link', { name: 'All in this organization' }).click();
  await expect(events.getByRole('listitem')).toHaveCount(3);

  const saving = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download as JSONL' }).click();
  const lines = (await readFile(await (await saving).path(), 'utf8')).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line).id).slice(0, 2)).toEqual([undone, done]);
  // That it was taken along is in the log as well.
  await page.goto(`/admin/audit-log?actor=${admin.email}&action=audit_log`);
  await expect(events.getByRole('listitem')).toHaveCount(1);
  await expect(events).toContainText('Took along a file of the audit log');
});

test('to everybody else there is no such page', async ({ page, context }) => {
  const owner = await signedInUser(context, { plan: 'team' });
  const id = await actAs(owner);
  for (const path of ['/admin/audit-log', `/admin/audit-log/${id}`, '/api/admin/audit-log']) {
    const answer = await page.goto(path);
    expect([path, answer?.status()]).toEqual([path, 404]);
  }
});

async function makeKey(page: Page, name: string): Promise<void> {
  await page.goto('/account/api-keys');
  await page.getByRole('button', { name: 'New key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('checkbox', { name: 'Read saved jobs' }).check();
  await dialog.getByRole('button', { name: 'Make key' }).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
}

/** Records what an admin has done as somebody. @returns the id of the event */
function actAs({ id, email }: TestUser): Promise<string> {
  return asService('test.act-as', (tx) =>
    recordAudit(tx, {
      actor: {
        id: crypto.randomUUID(),
        email: 'support@foothold.example',
        via: 'impersonation',
        impersonation: { id: crypto.randomUUID(), userId: id },
      },
      action: 'organization.renamed',
      target: { kind: 'organization', id, label: email },
      organizationId: id,
      userId: id,
      before: { name: 'Before' },
      after: { name: 'After' },
      reason: 'Ticket 4711: cannot rename it',
    }),
  );
}
