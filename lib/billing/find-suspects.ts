import type Stripe from 'stripe';
import { asService } from '@/lib/db';
import { compareRows, type MirrorRow } from './compare-rows';
import { isLive } from './live-statuses';
import { rowsOf } from './mirror-customer';
import { moneyRows } from './mirror-money';
import { pagesOf } from './stripe';
import { idOf } from './stripe-values';

/** A customer of Stripe that says it is an organization's, and that no organization has claimed. */
export type Stranger = { stripeCustomerId: string; organizationId: string; hasPaid: boolean };

/** What a look over the whole account found: whom to look at closely, and how many customers there are. */
export type Screening = { customers: number; suspects: Set<string>; strangers: Stranger[] };

/**
 * Goes through everything that Stripe has, a hundred at a time, and picks the customers that may differ from the
 * mirror: all subscriptions, the invoices and payments since a moment, every customer. It holds no lock and no
 * transaction while Stripe is asked, so that what changes meanwhile is a suspect too: only `reconcileCustomer` decides.
 * @param since invoices and payments made before it are compared only for customers that are suspects otherwise, and
 * for those who bought a plan for good, which a refund can end at any time
 * @throws ProblemError 503 when Stripe does not answer
 */
export async function findSuspects(since: Date): Promise<Screening> {
  const claims = await claimsOf();
  const suspects = new Set<string>();
  const round: Round = {
    claims,
    paid: new Set(),
    suspect: (customer) => {
      if (customer !== undefined && claims.has(customer)) suspects.add(customer);
    },
  };
  const strangers = await screenCustomers(round);
  await screenSubscriptions(round);
  await screenMoney(since, round);
  for (const customer of await lifetimeBuyersBefore(since)) round.suspect(customer);
  return {
    customers: claims.size,
    suspects,
    strangers: strangers.map((each) => ({ ...each, hasPaid: round.paid.has(each.stripeCustomerId) })),
  };
}

type Round = {
  /** Stripe's customers that organizations had claimed when it began, and by which. */
  claims: ReadonlyMap<string, string>;
  /** Those who have a live subscription or bought a plan for good, claimed or not. */
  paid: Set<string>;
  suspect: (customer: string | undefined) => void;
};

async function claimsOf(): Promise<Map<string, string>> {
  const rows = await asService('billing.reconcile', (tx) =>
    tx.organization.findMany({
      where: { stripeCustomerId: { not: null } },
      select: { id: true, stripeCustomerId: true },
    }),
  );
  return new Map(rows.map(({ id, stripeCustomerId }) => [stripeCustomerId ?? '', id]));
}

async function screenCustomers({ claims, suspect }: Round): Promise<Omit<Stranger, 'hasPaid'>[]> {
  const missing = new Set(claims.keys());
  const strangers: Omit<Stranger, 'hasPaid'>[] = [];
  for await (const page of pagesOf((stripe, position) => stripe.customers.list(position))) {
    for (const { id, metadata } of page) {
      missing.delete(id);
      const { organizationId } = metadata;
      if (organizationId && !claims.has(id)) strangers.push({ stripeCustomerId: id, organizationId });
    }
  }
  // Stripe lists deleted ones no more.
  for (const customer of missing) suspect(customer);
  return strangers;
}

async function screenSubscriptions({ suspect, paid }: Round): Promise<void> {
  const seen = new Set<string>();
  const list = pagesOf((stripe, position) => stripe.subscriptions.list({ status: 'all', ...position }));
  for await (const page of list) {
    for (const { id, customer, status } of page) {
      seen.add(id);
      if (isLive(status)) paid.add(idOf(customer));
      // Since when is told by all of its invoices, which are not at hand.
      if (status === 'past_due') suspect(idOf(customer));
    }
    const { ours, theirs } = await asService('billing.reconcile', async (tx) => ({
      ours: await tx.subscription.findMany({
        where: { id: { in: page.map(({ id }) => id) } },
        include: { items: true },
      }),
      theirs: await rowsOf(tx, page, { invoices: [], intents: [] }),
    }));
    suspectDifferences(
      ours.flatMap(({ items, ...subscription }) => withItems(subscription, items)),
      theirs.flatMap(({ subscription, items }) => withItems(subscription, items)),
      suspect,
    );
  }
  const stored = await asService('billing.reconcile', (tx) =>
    tx.subscription.findMany({ select: { id: true, stripeCustomerId: true } }),
  );
  for (const { id, stripeCustomerId } of stored) if (!seen.has(id)) suspect(stripeCustomerId);
}

type OwnedRow = MirrorRow & { stripeCustomerId: string };

function withItems(subscription: OwnedRow, items: readonly MirrorRow[]): OwnedRow[] {
  const { stripeCustomerId } = subscription;
  return [subscription, ...items.map((item) => ({ ...item, stripeCustomerId }))];
}

async function screenMoney(since: Date, round: Round): Promise<void> {
  const { suspect, paid } = round;
  const created = { gte: Math.floor(since.getTime() / 1000) };
  const seen = new Set<string>();
  const invoiceIds = new Map<string, string>();
  const invoices = pagesOf((stripe, position) =>
    stripe.invoices.list({ created, expand: ['data.payments'], ...position }),
  );
  for await (const page of invoices) {
    for (const { id } of page) seen.add(id);
    const theirs = page.flatMap((invoice) => ownRows(invoice, { invoices: [invoice], intents: [] }).invoices);
    for (const { payments, id } of page)
      for (const { payment } of payments?.data ?? [])
        if (payment.payment_intent) invoiceIds.set(idOf(payment.payment_intent), id);
    suspectDifferences(await storedInvoices(round, page), theirs, suspect);
  }
  const intents = pagesOf((stripe, position) =>
    stripe.paymentIntents.list({ created, expand: ['data.latest_charge'], ...position }),
  );
  for await (const page of intents) {
    for (const intent of page) {
      seen.add(intent.id);
      if (intent.status === 'succeeded' && intent.metadata.interval === 'lifetime' && intent.customer)
        paid.add(idOf(intent.customer));
    }
    const theirs = page
      .flatMap((intent) => ownRows(intent, { invoices: [], intents: [intent] }).payments)
      .map((row) => ({ ...row, invoiceId: invoiceIds.get(row.id) ?? null }));
    suspectDifferences(await storedPayments(round, page), theirs, suspect);
  }
  for (const { id, stripeCustomerId } of await storedMoneySince(created.gte))
    if (!seen.has(id)) suspect(stripeCustomerId);
}

type Owned = { id: string; customer: string | { id: string } | null };

// What has no customer was never a customer's of ours.
function ownRows(
  { customer }: Owned,
  money: { invoices: Stripe.Invoice[]; intents: Stripe.PaymentIntent[] },
) {
  return customer ? moneyRows(idOf(customer), money) : { invoices: [], payments: [] };
}

function storedInvoices(round: Round, page: readonly Owned[]) {
  return asService('billing.reconcile', (tx) => tx.invoice.findMany({ where: ofPage(round, page) }));
}

function storedPayments(round: Round, page: readonly Owned[]) {
  return asService('billing.reconcile', (tx) => tx.payment.findMany({ where: ofPage(round, page) }));
}

// By organization too: the id alone is in no index.
function ofPage({ claims }: Round, page: readonly Owned[]) {
  const organizations = page.flatMap(({ customer }) => (customer && claims.get(idOf(customer))) || []);
  return { organizationId: { in: [...new Set(organizations)] }, id: { in: page.map(({ id }) => id) } };
}

function storedMoneySince(seconds: number) {
  const query = {
    where: { stripeCreatedAt: { gte: new Date(seconds * 1000) } },
    select: { id: true, stripeCustomerId: true },
  };
  return asService('billing.reconcile', async (tx) => [
    ...(await tx.invoice.findMany(query)),
    ...(await tx.payment.findMany(query)),
  ]);
}

async function lifetimeBuyersBefore(since: Date): Promise<string[]> {
  const rows = await asService('billing.reconcile', (tx) =>
    tx.payment.findMany({
      where: { grantsPlanId: { not: null }, stripeCreatedAt: { lt: since } },
      select: { stripeCustomerId: true },
      distinct: ['stripeCustomerId'],
    }),
  );
  return rows.map(({ stripeCustomerId }) => stripeCustomerId);
}

function suspectDifferences(
  ours: readonly OwnedRow[],
  theirs: readonly OwnedRow[],
  suspect: Round['suspect'],
): void {
  const customers = new Map([...ours, ...theirs].map(({ id, stripeCustomerId }) => [id, stripeCustomerId]));
  for (const { objectId } of compareRows(ours, theirs)) suspect(customers.get(objectId));
}
