import { actAs, raiseActing } from '@/lib/admin';
import { requireAdmin } from '@/lib/auth';
import { createApiKey } from '@/lib/auth/api-keys';
import { authenticate } from '@/lib/auth/authenticate';
import { planRoutes } from '@/lib/auth/edge/route-table';
import { connectedExtension } from '@/lib/auth/extension/test-support';
import { findPrincipal } from '@/lib/auth/find-principal';
import { type Scope, scopes } from '@/lib/auth/scopes';
import { listInvoices, syncCustomer } from '@/lib/billing';
import { buy } from '@/lib/billing/test-support';
import { asService } from '@/lib/db';
import { setOverride } from '@/lib/entitlements';
import { env } from '@/lib/env';
import { createJob } from '@/lib/jobs';
import { inviteMember } from '@/lib/organizations';
import { overrideLimit } from '@/lib/usage/test-support';
import { joinOrganization, makePerson, type TestPerson } from '@/local/test/people';
import { turnOnSecondFactor } from '@/local/test/second-factors';
import { accessTokenIn, cookieHeader, endedClaims, resigned, sessionCookiesOf } from '@/local/test/sessions';
import type { Outcome } from './rights';

/** The roles of an organization, least first. */
export const roles = ['viewer', 'member', 'admin', 'owner'] as const;
export type Role = (typeof roles)[number];

/**
 * Who asks. `stranger` owns an organization of their own and is nothing in this one, as the `superadmin` is; `expired`
 * holds a token of the owner whose life has ended; keys and extension are the owner's. `unverified` owns this organization,
 * has a second factor and has entered the password alone; `factorless` is a superadmin without the second factor that they need;
 * `impersonator` is one who acts as the owner, and may change things where they are `raised`.
 */
export const callers = [
  'nobody',
  'expired',
  'deleted',
  'suspended',
  'unverified',
  'factorless',
  'stranger',
  'superadmin',
  'impersonator',
  'raised impersonator',
  ...roles,
  'extension',
  ...scopes.map((scope) => `key ${scope}` as const),
] as const;
export type Caller = (typeof callers)[number];

/** Those of them who come by a session, and so can reach server actions. */
export const sessionCallers = callers.filter(
  (caller) => caller !== 'extension' && !caller.startsWith('key '),
);

/** An organization with somebody of each kind, and what belongs to it. */
export type World = {
  organizationId: string;
  people: Readonly<Record<Role | 'stranger' | 'superadmin', TestPerson>>;
  headers: Readonly<Record<Caller, Readonly<Record<string, string>>>>;
  /** What no answer to a stranger may hold. */
  secrets: readonly string[];
  /** Makes a job of the organization. @returns its id */
  makeJob: () => Promise<string>;
  /** Of the invoice with which the organization bought its plan. */
  invoiceId: string;
  /** Makes an API key of the organization. @returns its id */
  makeKey: () => Promise<string>;
  /** Makes another member of the organization. @returns the person's id */
  makeMember: () => Promise<string>;
  /** Makes a person who has nothing to do with the organization. @returns the person's id */
  makeSomebody: () => Promise<string>;
  /** Makes an invitation into the organization. @returns its id */
  makeInvitation: () => Promise<string>;
  /**
   * What the log says of the action that was asked last, of a caller who acts as somebody: some actions answer nothing. Null of
   * every other caller, and of actions of the console.
   */
  recordedOf: (caller: Caller, rights: object) => Promise<Outcome | null>;
  /** Undoes what callers have done to who is who, so that the next ones meet the same world. */
  restore: () => Promise<void>;
};

/** Makes a world of its own: what is done to one is not seen in another. */
export async function makeWorld(): Promise<World> {
  const [viewer, member, admin, owner, stranger, superadmin, suspended, deleted] = await Promise.all(
    Array.from({ length: 8 }, makePerson),
  );
  const [unverified, factorless] = await Promise.all([makePerson(), makePerson()]);
  if (!viewer || !member || !admin || !owner || !stranger || !superadmin || !suspended || !deleted)
    throw new Error('Somebody was not made.');
  const organizationId = await teamOf({ viewer, member, admin, owner, suspended, deleted, unverified });
  await asService('test.superadmin', (tx) =>
    tx.user.updateMany({
      where: { id: { in: [superadmin.userId, factorless.userId] } },
      data: { platformRole: 'superadmin' },
    }),
  );
  await turnOnSecondFactor(unverified);
  const withFactor = await turnOnSecondFactor(superadmin);
  const [impersonator, raised] = [await actingAs(owner, false), await actingAs(owner, true)];
  const sessions = { viewer, member, admin, owner, stranger, suspended, deleted, unverified, factorless };
  const entries = await Promise.all(
    Object.entries(sessions).map(async ([name, person]) => [name, await sessionHeaders(person)] as const),
  );
  const bySession = Object.fromEntries(entries) as Record<keyof typeof sessions, Record<string, string>>;
  const invoiceId = await buyTeam(owner);
  // Many are made here, and how many there may be is proven elsewhere.
  for (const metric of ['api_keys', 'seats'] as const)
    await overrideLimit(organizationId, metric, { quotaLimit: null });
  // Their plans do not have all of it, and it is of their own part that they are asked.
  for (const { organizationId: own } of [stranger, superadmin])
    for (const subject of new Set(planRoutes.map(({ feature }) => feature)))
      await setOverride(own, { kind: 'feature', subject, enabled: true }, { reason: 'Test' });
  const byKey = await keysOf(owner);
  const extension = { authorization: `Bearer ${await connectedExtension(owner)}` };
  await become(suspended, 'suspended');
  await become(deleted, 'deleted');
  const marker = `Only here ${crypto.randomUUID()}`;
  const makeJob = async () => {
    const job = await createJob(await principalOf(owner), { title: marker, company: 'Halcyon' });
    return job.id;
  };
  await makeJob();
  return {
    organizationId,
    people: { viewer, member, admin, owner, stranger, superadmin },
    headers: {
      nobody: asPage(),
      expired: await expiredHeaders(owner),
      ...bySession,
      superadmin: asPage(cookieHeader(withFactor.cookies())),
      impersonator: impersonator.headers,
      'raised impersonator': raised.headers,
      extension,
      ...byKey,
    },
    secrets: [marker, organizationId, owner.email, member.email],
    makeJob,
    invoiceId,
    makeKey: async () => {
      const { key } = await createApiKey(await principalOf(owner), {
        name: 'Another',
        scopes: ['jobs:read'],
      });
      return key.id;
    },
    makeMember: async () => {
      const { userId } = await joinOrganization(await makePerson(), organizationId, 'viewer');
      return userId;
    },
    makeSomebody: async () => (await makePerson()).userId,
    makeInvitation: async () => {
      const { email } = await makePerson();
      const { id } = await inviteMember({ ...owner, via: 'session' }, organizationId, {
        email,
        role: 'viewer',
      });
      return id;
    },
    recordedOf: async (caller, rights) => {
      const by = caller === 'impersonator' ? impersonator : caller === 'raised impersonator' ? raised : null;
      return by && !('only' in rights) ? by.recorded() : null;
    },
    restore: async () => {
      await restore(organizationId, { viewer, member, admin, owner });
      await Promise.all([impersonator.restore(), raised.restore()]);
    },
  };
}

async function teamOf({ owner, ...others }: Record<string, TestPerson>): Promise<string> {
  if (!owner) throw new Error('A team has an owner.');
  const userIds = [owner, ...Object.values(others)].map(({ userId }) => userId);
  const { id } = await asService('test.team', async (tx) => {
    const team = await tx.organization.create({ data: { name: 'Team of the matrix', kind: 'team' } });
    await tx.membership.create({ data: { organizationId: team.id, userId: owner.userId, role: 'owner' } });
    for (const [name, { userId }] of Object.entries(others)) {
      const role = roles.find((each) => each === name) ?? 'owner';
      await tx.membership.create({ data: { organizationId: team.id, userId, role } });
    }
    await tx.user.updateMany({
      where: { id: { in: userIds } },
      data: { activeOrganizationId: team.id },
    });
    return team;
  });
  return id;
}

async function restore(organizationId: string, people: Record<Role, TestPerson>): Promise<void> {
  await asService('test.restore', async (tx) => {
    for (const role of roles) {
      const { userId } = people[role];
      const key = { organizationId, userId };
      await tx.membership.upsert({
        where: { organizationId_userId: key },
        create: { ...key, role },
        update: { role },
      });
      await tx.user.update({ where: { id: userId }, data: { activeOrganizationId: organizationId } });
    }
    await tx.userSession.updateMany({
      where: { userId: { in: roles.map((role) => people[role].userId) } },
      data: { revokedAt: null },
    });
    await tx.apiKey.updateMany({ where: { organizationId }, data: { revokedAt: null } });
    await tx.invitation.updateMany({
      where: { organizationId, acceptedAt: null, revokedAt: null },
      data: { revokedAt: new Date() },
    });
  });
}

/** Buys the plan in Stripe, so that there is what billing's routes ask for. @returns the id of the invoice */
async function buyTeam(owner: TestPerson): Promise<string> {
  const principal = await principalOf(owner);
  const { customer } = await buy(principal, { planId: 'team', interval: 'month' });
  await syncCustomer(customer);
  const { invoices } = await listInvoices(principal, { limit: 1 });
  const [invoice] = invoices;
  if (!invoice) throw new Error('There is no invoice.');
  return invoice.id;
}

async function sessionHeaders(person: TestPerson): Promise<Record<string, string>> {
  return asPage(cookieHeader(await sessionCookiesOf(person)));
}

/** An admin of the platform who acts as somebody. `restore` has them do so again, whatever they have done since. */
async function actingAs({ userId }: TestPerson, mayWrite: boolean) {
  const person = await makePerson();
  await asService('test.superadmin', (tx) =>
    tx.user.update({ where: { id: person.userId }, data: { platformRole: 'superadmin' } }),
  );
  const session = (await turnOnSecondFactor(person)).cookies();
  const token = accessTokenIn(session);
  const admin = await requireAdmin(
    await authenticate({ kind: 'session', from: 'bearer', token }, new Headers()),
  );
  const { impersonation, cookies } = await actAs(admin, userId, 'Of the matrix');
  if (mayWrite) await raiseActing(admin, 'Of the matrix');
  const writesSince = mayWrite ? new Date() : null;
  let known = 0;
  return {
    recorded: async (): Promise<Outcome> => {
      const where = { action: 'impersonation.acted', impersonationId: impersonation.id };
      const events = await asService('test.recorded', (tx) =>
        tx.auditEvent.findMany({ where, orderBy: { id: 'asc' } }),
      );
      if (events.length !== known + 1) throw new Error(`${events.length - known} events of one action.`);
      known = events.length;
      return JSON.stringify(events.at(-1)?.after).includes('"refused":true') ? 403 : 'let through';
    },
    headers: asPage(cookieHeader([...session, ...cookies])),
    restore: () =>
      asService('test.restore-acting', async (tx) => {
        const actorId = person.userId;
        await tx.impersonation.deleteMany({ where: { actorId, id: { not: impersonation.id } } });
        await tx.impersonation.updateMany({ where: { actorId }, data: { endedAt: null, writesSince } });
      }),
  };
}

async function expiredHeaders(person: TestPerson): Promise<Record<string, string>> {
  const token = accessTokenIn(await sessionCookiesOf(person));
  return { authorization: `Bearer ${await resigned(token, endedClaims())}`, ...asPage() };
}

/** As a browser sends it from a page of this site. */
function asPage(cookie?: string): Record<string, string> {
  return {
    origin: new URL(env().APP_URL).origin,
    'sec-fetch-site': 'same-origin',
    ...(cookie && { cookie }),
  };
}

async function keysOf(owner: TestPerson): Promise<Record<`key ${Scope}`, Record<string, string>>> {
  const principal = await principalOf(owner);
  const keys: [string, Record<string, string>][] = [];
  for (const scope of scopes) {
    const { secret } = await createApiKey(principal, { name: scope, scopes: [scope] });
    if (secret === null) throw new Error('The key came without its secret.');
    keys.push([`key ${scope}`, { 'x-api-key': secret }]);
  }
  return Object.fromEntries(keys) as Record<`key ${Scope}`, Record<string, string>>;
}

async function principalOf({ userId }: TestPerson) {
  const found = await findPrincipal(userId);
  if (found.state !== 'active') throw new Error(`The person is ${found.state}.`);
  return found.principal;
}

async function become({ userId }: TestPerson, status: 'suspended' | 'deleted'): Promise<void> {
  await asService('test.status', (tx) => tx.user.update({ where: { id: userId }, data: { status } }));
}
