import { keysMadeBy, sessionsOf } from '@/lib/auth';
import { currentSubscription } from '@/lib/billing';
import { asService, type Transaction } from '@/lib/db';
import { problems } from '@/lib/http';
import { quotasOf } from '@/lib/usage';
import { notesAbout } from './notes';
import { accountEvents } from './read-account-events';
import type { Account, AccountOrganization, AccountUser, EventKind } from './schema';

/** What of an account is looked at. */
export type AccountView = {
  /** Whose subscription and quotas; the one that the person acts for unless it is another of theirs. */
  organizationId?: string | undefined;
  /** Events of one kind alone. */
  events?: EventKind | undefined;
};

/**
 * Everything about an account that a support engineer needs at a glance. What does not depend on anything else is read at
 * once, and each list has an end.
 * @throws ProblemError 404 for nobody's account
 */
export async function readAccount(userId: string, view: AccountView = {}): Promise<Account> {
  const person = readPerson(userId);
  const money = person.then(async ({ user, organizations }) => {
    const shown = organizations.find(({ id }) => id === (view.organizationId ?? user.organizationId));
    const organizationId = shown?.id ?? userId;
    // As the person sees them: nobody else's numbers can get in here.
    const tenant = { userId, organizationId };
    const [subscription, quotas] = await Promise.all([currentSubscription(tenant), quotasOf(tenant)]);
    return { organizationId, subscription, quotas };
  });
  const [{ user, organizations }, shown, access, events] = await Promise.all([
    person,
    money,
    readAccess(userId),
    accountEvents(userId, view.events),
  ]);
  return { user, organizations, ...shown, ...access, events };
}

function readPerson(userId: string): Promise<Pick<Account, 'user' | 'organizations'>> {
  return asService('admin.account', async (tx) => {
    const user = await readUser(tx, userId);
    return { user, organizations: await readOrganizations(tx, userId) };
  });
}

function readAccess(userId: string): Promise<Pick<Account, 'sessions' | 'apiKeys' | 'notes'>> {
  return asService('admin.account-access', async (tx) => ({
    sessions: await sessionsOf(tx, userId, null),
    apiKeys: await keysMadeBy(tx, userId),
    notes: await notesAbout(tx, userId),
  }));
}

async function readUser(tx: Transaction, userId: string): Promise<AccountUser> {
  const [row] = await tx.$queryRaw<UserRow[]>`
    select u.id::text as id, u.email, u.former_email as "formerEmail", u.name, u.status::text as status,
      u.platform_role::text as "platformRole", u.email_confirmed_at as "emailConfirmedAt",
      u.created_at as "createdAt", u.last_seen_at as "lastSeenAt", u.deletion_due_at as "deletionDueAt",
      coalesce(m.organization_id, u.id)::text as "organizationId",
      app.has_second_factor(u.id) as "hasSecondFactor",
      coalesce(s.has_password, false) as "hasPassword", s.google_email as "googleEmail"
    from app.users u
    left join app.memberships m on m.organization_id = u.active_organization_id and m.user_id = u.id
    left join lateral app.sign_in_methods(u.id) s on true
    where u.id = ${userId}::uuid`;
  if (!row) throw problems.notFound();
  return {
    ...row,
    emailConfirmedAt: row.emailConfirmedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    deletionDueAt: row.deletionDueAt?.toISOString() ?? null,
  };
}

type UserRow = Omit<AccountUser, 'emailConfirmedAt' | 'createdAt' | 'lastSeenAt' | 'deletionDueAt'> & {
  emailConfirmedAt: Date | null;
  createdAt: Date;
  lastSeenAt: Date | null;
  deletionDueAt: Date | null;
};

async function readOrganizations(tx: Transaction, userId: string): Promise<AccountOrganization[]> {
  const rows = await tx.$queryRaw<OrganizationRow[]>`
    select o.id::text as id, o.name, o.kind::text as kind, m.role::text as role,
      app.effective_plan_id(o.id)::text as "planId", o.stripe_customer_id as "stripeCustomerId",
      (select count(*)::int from app.memberships other where other.organization_id = o.id) as members,
      (select count(*)::int from app.memberships other where other.organization_id = o.id
         and other.role = 'owner' and other.user_id <> m.user_id) as "otherOwners",
      greatest(
        (select max(s.synced_at) from app.subscriptions s where s.organization_id = o.id),
        (select max(i.synced_at) from app.invoices i where i.organization_id = o.id)) as "syncedAt",
      d.found_at as "foundAt", d.object_id as "objectId", d.field, d.ours, d.theirs, d.repaired
    from app.memberships m
    join app.organizations o on o.id = m.organization_id
    left join lateral (
      select * from app.reconciliation_drifts d where d.stripe_customer_id = o.stripe_customer_id
      order by d.found_at desc limit 1
    ) d on true
    where m.user_id = ${userId}::uuid
    order by o.id = m.user_id desc, m.created_at, o.id
    limit ${ORGANIZATIONS_MAX}`;
  return rows.map(({ foundAt, objectId, field, ours, theirs, repaired, syncedAt, ...row }) => ({
    ...row,
    syncedAt: syncedAt?.toISOString() ?? null,
    drift:
      foundAt === null ? null : { foundAt: foundAt.toISOString(), objectId, field, ours, theirs, repaired },
  }));
}

type Drift = NonNullable<AccountOrganization['drift']>;
type OrganizationRow = Omit<AccountOrganization, 'syncedAt' | 'drift'> &
  Omit<Drift, 'foundAt'> & { syncedAt: Date | null; foundAt: Date | null };

/** Somebody in more than these is looked at by their organizations. */
const ORGANIZATIONS_MAX = 50;
