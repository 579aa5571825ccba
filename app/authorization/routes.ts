import { asService } from '@/lib/db';
import { importJobs } from '@/lib/jobs';
import { createContact } from '@/lib/jobs/contacts';
import { createInterview } from '@/lib/jobs/interviews';
import { inviteMember } from '@/lib/organizations';
import { linkOf, makeTeam } from '@/lib/organizations/test-support';
import type { AdminOnly, Asked, ExtensionOnly, Rights, Sample } from './rights';
import { type Caller, roles, type World } from './test-support';

/** Routes that ask for no session: open to all, or proven by a signature, or by a secret that only the operator has. */
export type Proof = 'public' | 'signature' | 'secret';

const readsOwn = { least: 'viewer', others: 'own' } as const;
const byManagers = { least: 'admin', scope: null, others: 'own' } as const;
const byAdmins = { only: 'superadmin' } as const;
const byOwners = { least: 'owner', scope: null, others: 'own' } as const;
const inOrganization = { others: 'none' } as const;

const readsJobs = { least: 'viewer', scope: 'jobs:read', ...inOrganization } as const;
const changesJobs = { least: 'member', acting: 'change', scope: 'jobs:write', ...inOrganization } as const;
/** The times of an interview. */
export const talk = { startsAt: '2030-05-04T09:00:00Z', endsAt: '2030-05-04T10:00:00Z' };

const ofMembers = { least: 'viewer', scope: null, ...inOrganization } as const;
const ofManagers = { least: 'admin', scope: null, ...inOrganization } as const;

const change = { body: { planId: 'team', interval: 'month' } };
const invoice: Asked = { sample: ({ invoiceId }) => ({ params: { id: invoiceId } }) };

/** Each operation of the API, and who may use it. Whoever adds a route decides here, and a reviewer reads it here. */
export const routes: Readonly<Record<string, Proof | ((Rights | ExtensionOnly | AdminOnly) & Asked)>> = {
  'GET /api/auth/me': { ...readsOwn, scope: 'organization:read' },
  'POST /api/auth/validate-session': { ...readsOwn, scope: 'any' },
  'POST /api/auth/extension/token': 'public',
  'DELETE /api/auth/extension': { only: 'extension' },
  'GET /api/auth/sessions': { ...readsOwn, scope: null },
  'DELETE /api/auth/sessions': { ...readsOwn, scope: null },
  'DELETE /api/auth/sessions/{id}': {
    ...ofMembers,
    sample: async (world, caller) => ({ params: { id: await sessionFor(world, caller) } }),
  },

  'GET /api/jobs': { ...readsOwn, scope: 'jobs:read' },
  'POST /api/jobs': {
    least: 'member',
    acting: 'change',
    scope: 'jobs:write',
    others: 'own',
    sample: () => ({ body: { title: 'Engineer', company: 'Halcyon' } }),
  },
  'GET /api/jobs/statistics': { ...readsOwn, scope: 'jobs:read' },
  'GET /api/jobs/export': { ...readsOwn, scope: 'jobs:read' },
  'POST /api/jobs/bulk-import': {
    least: 'member',
    acting: 'change',
    scope: 'jobs:write',
    others: 'own',
    sample: () => ({ body: { rows: [{ title: 'Engineer', company: 'Halcyon' }] } }),
  },
  'POST /api/jobs/bulk-import/preview': {
    ...readsOwn,
    acting: 'read',
    scope: 'jobs:read',
    sample: () => ({ body: { rows: [{ title: 'Engineer', company: 'Halcyon' }] } }),
  },
  'GET /api/jobs/imports/{id}': { least: 'viewer', scope: 'jobs:read', ...inOrganization, sample: jobImport },
  'GET /api/jobs/imports/{id}/problems': {
    least: 'viewer',
    scope: 'jobs:read',
    ...inOrganization,
    sample: jobImport,
  },
  'POST /api/jobs/imports/{id}/cancel': {
    least: 'member',
    acting: 'change',
    scope: 'jobs:write',
    ...inOrganization,
    sample: jobImport,
  },
  'GET /api/jobs/{id}': { least: 'viewer', scope: 'jobs:read', ...inOrganization, sample: job },
  'PATCH /api/jobs/{id}': {
    least: 'member',
    acting: 'change',
    scope: 'jobs:write',
    ...inOrganization,
    sample: async (world) => ({ ...(await job(world)), body: { status: 'applied' } }),
  },
  'PUT /api/jobs/{id}': {
    least: 'member',
    acting: 'change',
    scope: 'jobs:write',
    ...inOrganization,
    sample: async (world) => ({ ...(await job(world)), body: { title: 'Engineer', company: 'Halcyon' } }),
  },
  'DELETE /api/jobs/{id}': { least: 'member', scope: 'jobs:write', ...inOrganization, sample: job },
  'GET /api/jobs/lookup': { ...readsOwn, scope: 'jobs:read' },
  'GET /api/jobs/duplicates': { ...readsOwn, scope: 'jobs:read' },
  // What goes does not come back.
  'POST /api/jobs/{id}/merge': {
    ...changesJobs,
    acting: 'never',
    sample: async (world) => ({ ...(await job(world)), body: { otherId: await world.makeJob() } }),
  },
  'POST /api/jobs/{id}/dismiss': {
    ...changesJobs,
    sample: async (world) => ({ ...(await job(world)), body: { otherId: await world.makeJob() } }),
  },
  'GET /api/jobs/{id}/history': { ...readsJobs, sample: job },
  'GET /api/jobs/{id}/contacts': { ...readsJobs, sample: job },
  'POST /api/jobs/{id}/contacts': {
    ...changesJobs,
    sample: async (world) => ({ ...(await job(world)), body: { name: 'Ada' } }),
  },
  'GET /api/jobs/{id}/contacts/{contactId}': { ...readsJobs, sample: contact },
  'PATCH /api/jobs/{id}/contacts/{contactId}': {
    ...changesJobs,
    sample: async (world) => ({ ...(await contact(world)), body: { role: 'Recruiter' } }),
  },
  'PUT /api/jobs/{id}/contacts/{contactId}': {
    ...changesJobs,
    sample: async (world) => ({ ...(await contact(world)), body: { name: 'Ada' } }),
  },
  'DELETE /api/jobs/{id}/contacts/{contactId}': { ...changesJobs, acting: 'never', sample: contact },
  'GET /api/jobs/{id}/interviews': { ...readsJobs, sample: job },
  'POST /api/jobs/{id}/interviews': {
    ...changesJobs,
    sample: async (world) => ({ ...(await job(world)), body: talk }),
  },
  'GET /api/jobs/{id}/interviews/{interviewId}': { ...readsJobs, sample: interview },
  'PATCH /api/jobs/{id}/interviews/{interviewId}': {
    ...changesJobs,
    sample: async (world) => ({ ...(await interview(world)), body: { kind: 'phone' } }),
  },
  'PUT /api/jobs/{id}/interviews/{interviewId}': {
    ...changesJobs,
    sample: async (world) => ({ ...(await interview(world)), body: talk }),
  },
  'DELETE /api/jobs/{id}/interviews/{interviewId}': { ...changesJobs, acting: 'never', sample: interview },
  'POST /api/jobs/bulk': {
    least: 'member',
    scope: 'jobs:write',
    ...inOrganization,
    sample: async (world) => ({
      body: { ids: [await world.makeJob()], action: { kind: 'move', status: 'applied' } },
    }),
  },
  // Nothing is read at such an address.
  'POST /api/jobs/capture': {
    least: 'member',
    acting: 'change',
    scope: 'jobs:write',
    others: 'own',
    sample: () => ({ body: { url: 'http://127.0.0.1/' } }),
  },

  'GET /api/reminders': { ...readsOwn, scope: 'jobs:read' },
  'POST /api/reminders': {
    least: 'member',
    acting: 'change',
    scope: 'jobs:write',
    ...inOrganization,
    sample: async ({ makeJob }) => ({ body: { kind: 'silence', jobId: await makeJob(), days: 7 } }),
  },
  'GET /api/reminders/{id}': {
    least: 'viewer',
    scope: 'jobs:read',
    ...inOrganization,
    sample: (world, caller) => reminder(world, caller),
  },
  // Their own: who has become a viewer can still put them in order.
  'PATCH /api/reminders/{id}': {
    least: 'viewer',
    acting: 'change',
    scope: 'jobs:write',
    ...inOrganization,
    sample: (world, caller) => reminder(world, caller, { done: true }),
  },
  'DELETE /api/reminders/{id}': {
    least: 'viewer',
    scope: 'jobs:write',
    ...inOrganization,
    sample: (world, caller) => reminder(world, caller),
  },
  'GET /api/notifications': { ...readsOwn, scope: null },
  'POST /api/notifications/read': {
    ...readsOwn,
    scope: null,
    sample: () => ({ body: { ids: [crypto.randomUUID()] } }),
  },
  // Whoever has the mail may, by the signed token of its link.
  'GET /api/notifications/unsubscribe': 'public',
  'POST /api/notifications/unsubscribe': 'public',
  // By the secret in its address.
  'GET /api/calendar/{token}': 'public',

  'GET /api/billing/plans': 'public',
  'GET /api/billing/subscription': { ...readsOwn, scope: 'billing:read' },
  'DELETE /api/billing/subscription': byManagers,
  'POST /api/billing/subscription/preview': { ...byManagers, sample: () => change },
  'PUT /api/billing/subscription': { ...byManagers, sample: () => change },
  'DELETE /api/billing/subscription/change': byManagers,
  'POST /api/billing/subscription/resume': byManagers,
  'POST /api/billing/checkout': { ...byManagers, sample: () => change },
  // Whoever follows it can buy and cancel there.
  'GET /api/billing/portal': { ...byManagers, acting: 'never' },
  'POST /api/billing/portal': byManagers,
  'GET /api/billing/invoices': { ...byManagers, scope: 'billing:read' },
  // Whoever has no subscription has no such invoice.
  'GET /api/billing/invoices/upcoming': { least: 'admin', scope: 'billing:read', ...inOrganization },
  'GET /api/billing/invoices/{id}': { least: 'admin', scope: 'billing:read', ...inOrganization, ...invoice },
  'GET /api/billing/invoices/{id}/pdf': {
    least: 'admin',
    scope: 'billing:read',
    ...inOrganization,
    ...invoice,
  },
  'POST /api/billing/invoices/{id}/pay': { least: 'admin', scope: null, ...inOrganization, ...invoice },
  'GET /api/billing/payments': { ...byManagers, scope: 'billing:read' },
  'POST /api/billing/webhooks/stripe': 'signature',

  'GET /api/billing/usage': { ...readsOwn, scope: 'usage:read' },
  'GET /api/billing/usage/{metric}': {
    ...readsOwn,
    scope: 'usage:read',
    sample: () => ({ params: { metric: 'runs' } }),
  },
  'GET /api/billing/usage/export': { ...readsOwn, scope: 'usage:read' },
  'GET /api/billing/quotas': { ...readsOwn, scope: 'usage:read' },
  'POST /api/usage/events': {
    least: 'member',
    scope: 'usage:write',
    others: 'own',
    sample: () => ({ body: { idempotencyKey: crypto.randomUUID(), metric: 'runs', quantity: 1 } }),
  },

  'GET /api/keys': byManagers,
  'POST /api/keys': { ...byManagers, sample: () => ({ body: { name: 'Import', scopes: ['jobs:read'] } }) },
  'GET /api/keys/{id}': { ...ofManagers, sample: (world) => key(world) },
  'PATCH /api/keys/{id}': { ...ofManagers, sample: (world) => key(world, { name: 'Renamed' }) },
  'DELETE /api/keys/{id}': { ...ofManagers, sample: (world) => key(world) },
  'POST /api/keys/{id}/rotate': { ...ofManagers, sample: (world) => key(world, {}) },

  'GET /api/audit-log': byOwners,
  'GET /api/audit-log/export': byOwners,
  'GET /api/audit-log/{id}': { ...byOwners, others: 'none', sample: auditEvent },

  'GET /api/admin/audit-log': { only: 'superadmin' },
  'GET /api/admin/audit-log/export': { only: 'superadmin' },
  'GET /api/admin/audit-log/{id}': { only: 'superadmin', sample: auditEvent },

  'GET /api/organizations': { ...readsOwn, scope: 'organization:read' },
  'POST /api/organizations': { ...readsOwn, scope: null, sample: () => ({ body: { name: 'Another team' } }) },
  'GET /api/organizations/{id}': {
    ...ofMembers,
    scope: 'organization:read',
    sample: (world) => organization(world),
  },
  'PATCH /api/organizations/{id}': {
    ...ofManagers,
    sample: (world) => organization(world, { name: 'Renamed team' }),
  },
  'POST /api/organizations/{id}/switch': {
    ...ofMembers,
    before: 'set_up',
    sample: (world) => organization(world),
  },
  'POST /api/organizations/{id}/leave': { ...ofMembers, sample: (world) => organization(world) },
  'POST /api/organizations/{id}/transfer': {
    ...ofManagers,
    least: 'owner',
    sample: (world) => organization(world, { userId: world.people.member.userId }),
  },
  'GET /api/organizations/{id}/members': {
    ...ofMembers,
    scope: 'organization:read',
    sample: (world) => organization(world),
  },
  'PATCH /api/organizations/{id}/members/{userId}': {
    ...ofManagers,
    sample: async (world) => ({ ...(await member(world)), body: { role: 'member' } }),
  },
  'DELETE /api/organizations/{id}/members/{userId}': { ...ofManagers, sample: member },
  'GET /api/organizations/{id}/invitations': { ...ofManagers, sample: (world) => organization(world) },
  'POST /api/organizations/{id}/invitations': {
    ...ofManagers,
    sample: (world) =>
      organization(world, { email: `guest-${crypto.randomUUID()}@example.test`, role: 'viewer' }),
  },
  'DELETE /api/organizations/{id}/invitations/{invitationId}': { ...ofManagers, sample: invitation },
  'POST /api/organizations/{id}/invitations/{invitationId}/resend': { ...ofManagers, sample: invitation },
  'POST /api/invitations/accept': { ...readsOwn, scope: null, sample: invited },
  'POST /api/invitations/decline': { ...readsOwn, scope: null, sample: invited },

  'GET /api/admin/users': byAdmins,
  'GET /api/admin/users/export': byAdmins,
  'GET /api/admin/users/{id}': { only: 'superadmin', sample: account() },
  'PATCH /api/admin/users/{id}': {
    only: 'superadmin',
    sample: account({ status: 'suspended', reason: 'Of the matrix' }),
  },
  'DELETE /api/admin/users/{id}': { only: 'superadmin', sample: account() },
  'POST /api/admin/users/{id}/restore': {
    only: 'superadmin',
    sample: account({ reason: 'Of the matrix' }),
  },
  'POST /api/admin/users/{id}/revoke-sessions': {
    only: 'superadmin',
    sample: account({ reason: 'Of the matrix' }),
  },
  'POST /api/admin/users/{id}/clear-rate-limits': {
    only: 'superadmin',
    sample: account({ scope: 'all', reason: 'Of the matrix' }),
  },
  'GET /api/admin/stats': byAdmins,
  'GET /api/admin/plans': byAdmins,
  'PATCH /api/admin/plans/{id}': {
    ...byAdmins,
    sample: () => ({ params: { id: 'pro' }, body: { limits: { runs: { limit: 1 } }, dryRun: true } }),
  },
  'GET /api/admin/flags': byAdmins,
  'PATCH /api/admin/flags/{flag}': {
    ...byAdmins,
    sample: () => ({
      params: { flag: 'FF_PLAN_TEAM_ENABLED' },
      body: { enabled: null, reason: 'Back to the environment' },
    }),
  },
  'GET /api/admin/webhook-events': byAdmins,
  'GET /api/admin/webhook-events/{id}': { ...byAdmins, sample: webhookEvent },
  'POST /api/admin/webhook-events/replay': {
    ...byAdmins,
    sample: () => ({ body: { filter: { status: 'dead' }, dryRun: true } }),
  },
  'GET /api/admin/reconciliation': byAdmins,
  'POST /api/admin/reconciliation': { ...byAdmins, sample: () => ({ body: { reason: '' } }) },
  'POST /api/admin/users/{id}/impersonate': {
    only: 'superadmin',
    sample: account({ reason: 'Of the matrix' }),
  },
  'POST /api/admin/impersonation/raise': {
    only: 'superadmin',
    sample: () => ({ body: { reason: 'Of the matrix' } }),
  },
  'DELETE /api/admin/impersonation': { only: 'superadmin' },

  'GET /api/health/live': 'public',
  'GET /api/health/ready': 'public',
  'GET /api/openapi.json': 'public',
  'GET /api/metrics': 'secret',
  'GET /api/cron/{task}': 'secret',
};

/** Somebody's account, which has nothing to do with the world. */
function account(body?: unknown) {
  return async ({ makeSomebody }: World): Promise<Sample> => ({ params: { id: await makeSomebody() }, body });
}

async function jobImport({ organizationId, people }: World): Promise<Sample> {
  const rows = [{ title: 'Engineer', company: 'Halcyon' }];
  const { id } = await importJobs(
    { userId: people.owner.userId, organizationId },
    { rows },
    { duplicates: 'save', dates: 'day_first' },
  );
  return { params: { id } };
}

async function job({ makeJob }: World): Promise<Sample> {
  return { params: { id: await makeJob() } };
}

async function contact(world: World): Promise<Sample> {
  const [id, contactId] = await contactOf(world);
  return { params: { id, contactId } };
}

async function interview(world: World): Promise<Sample> {
  const [id, interviewId] = await interviewOf(world);
  return { params: { id, interviewId } };
}

type JobMaker = Pick<World, 'makeJob' | 'people' | 'organizationId'>;

/** Makes a contact of a job of the organization. @returns the ids of both, the job's first */
export async function contactOf(world: JobMaker): Promise<[string, string]> {
  const jobId = await world.makeJob();
  const { id } = await createContact(ownerOf(world), jobId, { name: 'Ada' });
  return [jobId, id];
}

/** Makes an interview of a job of the organization. @returns the ids of both, the job's first */
export async function interviewOf(world: JobMaker): Promise<[string, string]> {
  const jobId = await world.makeJob();
  const { id } = await createInterview(ownerOf(world), jobId, talk);
  return [jobId, id];
}

function ownerOf({ people, organizationId }: JobMaker) {
  return { userId: people.owner.userId, organizationId };
}

/** A reminder of the caller; of the owner for whoever is nobody here. */
async function reminder(world: World, caller: Caller, body?: unknown): Promise<Sample> {
  return { params: { id: await reminderFor(world, caller) }, body };
}

async function webhookEvent(): Promise<Sample> {
  const id = `evt_${crypto.randomUUID()}`;
  await asService('test.event', (tx) =>
    tx.webhookEvent.create({
      data: { id, type: 'a.test', livemode: false, payload: {}, status: 'processed', occurredAt: new Date() },
    }),
  );
  return { params: { id } };
}

async function key({ makeKey }: World, body?: unknown): Promise<Sample> {
  return { params: { id: await makeKey() }, body };
}

function organization({ organizationId }: World, body?: unknown): Sample {
  return { params: { id: organizationId }, body };
}

async function member({ organizationId, makeMember }: World): Promise<Sample> {
  return { params: { id: organizationId, userId: await makeMember() } };
}

async function invitation({ organizationId, makeInvitation }: World): Promise<Sample> {
  return { params: { id: organizationId, invitationId: await makeInvitation() } };
}

async function invited(world: World, caller: Caller): Promise<Sample> {
  return { body: { token: await invitationTokenFor(world, caller) } };
}

/** An event of the world's organization. */
async function auditEvent({ organizationId }: World): Promise<Sample> {
  const { id } = await asService('test.event', (tx) =>
    tx.auditEvent.findFirstOrThrow({ where: { organizationId }, select: { id: true } }),
  );
  return { params: { id } };
}

/** A reminder of the caller in the world's organization; of the owner for whoever is nobody here. @returns its id */
export async function reminderFor(
  { organizationId, people, makeJob }: Pick<World, 'organizationId' | 'people' | 'makeJob'>,
  caller: Caller,
): Promise<string> {
  const { userId } = people[roles.find((role) => role === caller) ?? 'owner'];
  const jobId = await makeJob();
  const { id } = await asService('test.reminder', (tx) =>
    tx.reminder.create({ data: { organizationId, userId, jobId, kind: 'silence', days: 7 } }),
  );
  return id;
}

/** A session of the caller; of the owner for whoever is nobody here. @returns its id */
export async function sessionFor({ people }: Pick<World, 'people'>, caller: Caller): Promise<string> {
  const { userId } = people[roles.find((role) => role === caller) ?? 'owner'];
  const { id } = await asService('test.session', (tx) =>
    tx.userSession.create({ data: { userId, kind: 'browser' } }),
  );
  return id;
}

/** The token of an invitation that the caller has got, from somebody who knows their address. */
export async function invitationTokenFor({ people }: Pick<World, 'people'>, caller: Caller): Promise<string> {
  const { owner, team } = await makeTeam();
  const found = Object.entries(people).find(([name]) => name === caller);
  const email = found?.[1].email ?? `guest-${crypto.randomUUID()}@example.test`;
  const { id } = await inviteMember(owner, team, { email, role: 'viewer' });
  return linkOf(team, id);
}
