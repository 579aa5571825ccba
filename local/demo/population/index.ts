import { Client } from 'pg';
import { knownPrices } from '@/lib/billing/known-prices';
import { asService } from '@/lib/db';
import { planIds } from '@/lib/plans';
import { aggregateUsage } from '@/lib/usage';
import { writePasts } from '../give-past';
import { uuidOf } from './chance';
import { countHistory } from './history';
import { insertRows, type Row } from './insert-rows';
import { type MoneyRows, moneyOf } from './money';
import { makePeople, type Person } from './people';
import { type Admin, auditRows, noteRows, reconciliationRows, sessionRows, withFailures } from './records';
import { openStripeWorld } from './stripe-world';
import { addUse, count, type InForce, noUse } from './use';

/** Where the demo's people are written to: the local PostgreSQL as its owner, and the emulator's folder. */
export type PopulationOptions = { ownerUrl: string; stripeDir: string; password: string; admin: Admin };

/**
 * A few hundred people with believable histories, so that the console looks alive: the same ones every time, at the same
 * distance from now. What they bought they have bought in the emulator, by its own rules, so that comparing and syncing
 * find nothing wrong. Written once, in one transaction and past the triggers, which would date everything today.
 * For the local stack alone: everybody can be signed in by the password of the demo accounts.
 */
export async function seedPopulation({
  ownerUrl,
  stripeDir,
  password,
  admin,
}: PopulationOptions): Promise<void> {
  const isThere = await asService('demo.find', (tx) =>
    tx.user.findFirst({ where: { id: uuidOf('person 0') } }),
  );
  if (isThere) return;
  const now = new Date();
  const people = makePeople(now);
  const prices = await asService('demo.prices', knownPrices);
  const world = openStripeWorld(stripeDir, now);
  const money = new Map<Person, MoneyRows>();
  for (const person of people) {
    if (person.steps.length > 0)
      money.set(
        person,
        world.live(person, (account) => moneyOf(person, account, { prices, now })),
      );
  }
  const client = new Client({ connectionString: ownerUrl.split('?')[0] });
  await client.connect();
  try {
    await client.query("begin; set local session_replication_role = 'replica'");
    await writePeople(client, people, money, password);
    await writeMoney(client, [...money.values()], now);
    await writeUse(client, people, money, now);
    await writeRecords(client, { people, money, admin, now });
    // Before the commit: should this fail, nothing is there on either side.
    world.close();
    await client.query('commit');
  } finally {
    await client.end();
  }
  await aggregateUsage();
  await countHistory(people, now);
}

async function writePeople(
  client: Client,
  people: readonly Person[],
  money: ReadonlyMap<Person, MoneyRows>,
  password: string,
): Promise<void> {
  const { rows } = await client.query<{ hash: string }>(
    "select extensions.crypt($1, extensions.gen_salt('bf', 6)) as hash",
    [password],
  );
  const addressOf = ({ status, email }: Person) => (status === 'deleted' ? null : email);
  await insertRows(
    client,
    'auth.users',
    people.map((person) => ({
      id: person.id,
      aud: 'authenticated',
      role: 'authenticated',
      email: addressOf(person),
      encryptedPassword: rows[0]?.hash,
      emailConfirmedAt: person.confirmedAt,
      rawAppMetaData: { provider: 'email', providers: ['email'] },
      rawUserMetaData: { name: person.name, sub: person.id, email: person.email },
      createdAt: person.cameAt,
      updatedAt: person.cameAt,
      lastSignInAt: person.visits.at(-1) ?? null,
    })),
  );
  await insertRows(
    client,
    'auth.identities',
    people.map((person) => ({
      id: uuidOf(`identity ${person.id}`),
      provider: 'email',
      providerId: person.id,
      userId: person.id,
      identityData: {
        sub: person.id,
        email: addressOf(person) ?? undefined,
        email_verified: person.confirmedAt !== null,
      },
      lastSignInAt: person.visits.at(-1) ?? person.cameAt,
      createdAt: person.cameAt,
      updatedAt: person.cameAt,
    })),
  );
  await insertRows(
    client,
    'app.users',
    people.map((person) => ({
      id: person.id,
      email: addressOf(person) ?? '',
      formerEmail: person.status === 'deleted' ? person.email : null,
      formerStatus: person.status === 'deleted' ? 'active' : null,
      deletionDueAt: person.status === 'deleted' ? new Date(Date.now() + 24 * 86_400_000) : null,
      name: person.name,
      status: person.status,
      platformRole: 'user',
      activeOrganizationId: person.team?.id ?? null,
      lastSeenAt: person.visits.at(-1) ?? null,
      emailConfirmedAt: person.confirmedAt,
      createdAt: person.cameAt,
      updatedAt: person.cameAt,
    })),
  );
  const customerOf = (person: Person) => money.get(person)?.stripeCustomerId ?? null;
  await insertRows(client, 'app.organizations', [
    ...people.map((person) => ({
      id: person.id,
      name: person.name,
      kind: 'personal',
      stripeCustomerId: person.team ? null : customerOf(person),
      createdAt: person.cameAt,
      updatedAt: person.cameAt,
      entitlementsVersion: 1,
      requiresSecondFactor: false,
    })),
    ...people.flatMap((person) =>
      person.team
        ? [
            {
              ...person.team,
              kind: 'team',
              stripeCustomerId: customerOf(person),
              createdAt: person.confirmedAt ?? person.cameAt,
              updatedAt: person.cameAt,
              entitlementsVersion: 1,
              requiresSecondFactor: false,
            },
          ]
        : [],
    ),
  ]);
  await insertRows(client, 'app.memberships', membershipsOf(people));
}

type Membership = { organizationId: string; userId: string; role: string; createdAt: Date };

/** Everybody owns a personal organization; owners of teams brought some who came after them along. */
function membershipsOf(people: readonly Person[]): Membership[] {
  return people.flatMap((person, index) => {
    const { id, team, cameAt, confirmedAt } = person;
    const own: Membership = { organizationId: id, userId: id, role: 'owner', createdAt: cameAt };
    if (!team) return [own];
    const others = people.slice(index + 1, index + 4 + (index % 5)).filter((each) => each.visits.length > 0);
    return [
      own,
      { organizationId: team.id, userId: id, role: 'owner', createdAt: confirmedAt ?? cameAt },
      ...others.map((each, nth) => ({
        organizationId: team.id,
        userId: each.id,
        role: nth === 0 ? 'admin' : 'member',
        createdAt: each.confirmedAt ?? each.cameAt,
      })),
    ];
  });
}

async function writeMoney(client: Client, money: readonly MoneyRows[], now: Date): Promise<void> {
  const all = (rowsOf: (each: MoneyRows) => Row[]) => money.flatMap(rowsOf);
  await insertRows(
    client,
    'app.subscriptions',
    all(({ subscriptions }) => subscriptions),
  );
  await insertRows(
    client,
    'app.subscription_items',
    all(({ items }) => items),
  );
  await insertRows(
    client,
    'app.invoices',
    all(({ invoices }) => invoices),
  );
  await insertRows(
    client,
    'app.payments',
    all(({ payments }) => payments),
  );
  await insertRows(
    client,
    'app.trial_redemptions',
    all(({ trials }) => trials),
  );
  await insertRows(
    client,
    'app.webhook_events',
    withFailures(
      all(({ events }) => events),
      now,
    ),
  );
  const { runs, drifts } = reconciliationRows(money, now);
  await insertRows(client, 'app.reconciliation_runs', runs);
  await insertRows(client, 'app.reconciliation_drifts', drifts);
}

async function writeUse(
  client: Client,
  people: readonly Person[],
  money: ReadonlyMap<Person, MoneyRows>,
  now: Date,
): Promise<void> {
  const rows = noUse();
  const inForce = new Map(
    people.map((person) => [person.team?.id ?? person.id, inForceOf(person, money.get(person))]),
  );
  for (const { organizationId, userId, createdAt } of membershipsOf(people)) {
    const plan = inForce.get(organizationId) ?? { organizationId, planId: 'free', anchor: null };
    count(rows, plan, { metric: 'seats', quantity: 1, key: `seat:${userId}:demo`, at: createdAt, userId });
  }
  for (const person of people) {
    const plan = inForce.get(person.team?.id ?? person.id);
    if (plan) addUse(rows, person, plan, now);
  }
  await insertRows(client, 'app.usage_events', rows.events);
  await insertRows(
    client,
    'app.usage_counters',
    [...rows.counters.values()].map((counter) => ({ ...counter, reserved: 0, overage: 0, updatedAt: now })),
  );
  await insertRows(client, 'app.usage_alerts', rows.alerts);
  // Jobs are made as anybody's are, so that they are found by their words.
  await client.query("set local session_replication_role = 'origin'");
  await insertRows(client, 'app.saved_jobs', rows.jobs);
  await writePasts(client, rows.postings, now);
}

function inForceOf(person: Person, money: MoneyRows | undefined): InForce {
  const live = money?.subscriptions.find(
    ({ status }) => status === 'active' || status === 'trialing' || status === 'past_due',
  );
  return {
    organizationId: person.team?.id ?? person.id,
    planId: planIds.find((planId) => planId === live?.planId) ?? 'free',
    anchor: live?.billingAnchor instanceof Date ? live.billingAnchor : null,
  };
}

async function writeRecords(
  client: Client,
  {
    people,
    money,
    admin,
    now,
  }: { people: readonly Person[]; money: ReadonlyMap<Person, MoneyRows>; admin: Admin; now: Date },
): Promise<void> {
  await insertRows(client, 'app.user_sessions', people.flatMap(sessionRows));
  await insertRows(
    client,
    'app.audit_events',
    auditRows(people, (person) => money.get(person), admin, now),
  );
  await insertRows(client, 'app.admin_notes', noteRows(people, admin, now));
}
