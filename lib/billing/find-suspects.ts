import type Stripe from 'stripe';
import { asService } from '@/lib/db';
import { compareRows, type MirrorRow } from './compare-rows';
import { listedDiscounts } from './discounts';
import { knownPrices } from './known-prices';
import { isLive } from './live-statuses';
import { rowsFrom, schedulesOf } from './mirror-customer';
import { type Money, moneyRows } from './mirror-money';
import { invoicesByIntent, refundedByInvoice } from './payment-rows';
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
  for (const { customer, boughtAt } of await lifetimePurchases()) {
    if (boughtAt < since) round.suspect(customer);
    // One that was deleted is in no list any more; what it bought can be given back all the same.
    if (!claims.has(customer)) suspects.add(customer);
  }
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
  const list = pagesOf((stripe, position) =>
    stripe.subscriptions.list({ status: 'all', expand: listedDiscounts, ...position }),
  );
  for await (const page of list) {
    for (const { id, customer, status } of page) {
      seen.add(id);
      if (isLive(status)) paid.add(idOf(customer));
      // Since when is told by all of its invoices, which are not at hand.
      if (status === 'past_due') suspect(idOf(customer));
    }
    const schedules = await schedulesOf(page);
    const { ours, prices } = await asService('billing.reconcile', async (tx) => ({
      ours: await tx.subscription.findMany({
        where: { id: { in: page.map(({ id }) => id) } },
        include: { items: true },
      }),
      prices: await knownPrices(tx),
    }));
    const theirs = page.flatMap((each) => {
      try {
        return rowsFrom([each], { invoices: [] }, { prices, schedules });
      } catch {
        // Something that this version does not know: the close look tells what, and ends with its customer.
        suspect(idOf(each.customer));
        return [];
      }
    });
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
  const created = { gte: Math.floor(since.getTime() / 1000) };
  const invoiceIds = new Map<string, string>();
  const seen = new Set<string>();
  await screenInvoices(round, created, { seen, invoiceIds });
  const refunded = await screenPayments(round, created, { seen, invoiceIds });
  for (const stored of await storedMoneySince(created.gte)) {
    const isRefundWrong =
      stored.refundedToInvoice !== null && stored.refundedToInvoice !== (refunded.get(stored.id) ?? 0);
    if (!seen.has(stored.id) || isRefundWrong) round.suspect(stored.stripeCustomerId);
  }
}

type Created = { gte: number };
/** What was told of so far: ids of all, and the invoice of each payment intent that has one. */
type Told = { seen: Set<string>; invoiceIds: Map<string, string> };

async function screenInvoices(round: Round, created: Created, { seen, invoiceIds }: Told): Promise<void> {
  const pages = pagesOf((stripe, position) =>
    stripe.invoices.list({ created, expand: ['data.payments', ...listedDiscounts], ...position }),
  );
  for await (const page of pages) {
    for (const { id } of page) seen.add(id);
    for (const [intent, invoice] of invoicesByIntent(page)) invoiceIds.set(intent, invoice);
    const ours = await asService('billing.reconcile', (tx) =>
      tx.invoice.findMany({ where: ofPage(round, page) }),
    );
    const refunds = new Map(ours.map(({ id, amountRefunded }) => [id, amountRefunded]));
    const theirs = page
      .flatMap((invoice) => rowsOfOne(round, invoice, { invoices: [invoice] }).invoices)
      // What was given back is told by the payments, which come later.
      .map((row) => ({ ...row, amountRefunded: refunds.get(row.id) ?? row.amountRefunded }));
    suspectDifferences(ours, theirs, round.suspect);
  }
}

/** @returns how much was given back of each invoice, in minor units */
async function screenPayments(
  round: Round,
  created: Created,
  { seen, invoiceIds }: Told,
): Promise<Map<string, number>> {
  const refunded = new Map<string, number>();
  const pages = pagesOf((stripe, position) =>
    stripe.paymentIntents.list({ created, expand: ['data.latest_charge'], ...position }),
  );
  for await (const page of pages) {
    for (const intent of page) {
      seen.add(intent.id);
      const customer = intent.customer ? idOf(intent.customer) : undefined;
      if (customer && intent.status === 'succeeded' && intent.metadata.interval === 'lifetime')
        round.paid.add(customer);
      // How a dispute stands is told by the dispute.
      if (isDisputed(intent)) round.suspect(customer);
    }
    for (const [invoice, amount] of refundedByInvoice(page, invoiceIds))
      refunded.set(invoice, (refunded.get(invoice) ?? 0) + amount);
    const ours = await asService('billing.reconcile', (tx) =>
      tx.payment.findMany({ where: ofPage(round, page) }),
    );
    const theirs = page
      .flatMap((intent) => rowsOfOne(round, intent, { intents: [intent] }).payments)
      .map((row) => ({ ...row, invoiceId: invoiceIds.get(row.id) ?? null }));
    suspectDifferences(ours, theirs, round.suspect);
  }
  return refunded;
}

function isDisputed({ latest_charge: charge }: Stripe.PaymentIntent): boolean {
  return charge !== null && typeof charge !== 'string' && charge.disputed;
}

type Owned = { id: string; customer: string | { id: string } | null };

// What nobody has claimed is not mirrored.
function rowsOfOne(
  { claims, suspect }: Round,
  { customer }: Owned,
  { invoices = [], intents = [] }: Partial<Pick<Money, 'invoices' | 'intents'>>,
): ReturnType<typeof moneyRows> {
  const stripeCustomerId = customer ? idOf(customer) : '';
  const organizationId = claims.get(stripeCustomerId);
  if (!organizationId) return { invoices: [], payments: [] };
  try {
    return moneyRows({ organizationId, stripeCustomerId }, { invoices, intents, disputes: new Map() });
  } catch {
    // As with the subscriptions.
    suspect(stripeCustomerId);
    return { invoices: [], payments: [] };
  }
}

function ofPage({ claims }: Round, page: readonly Owned[]) {
  const organizations = page.flatMap(({ customer }) => (customer && claims.get(idOf(customer))) || []);
  return { organizationId: { in: [...new Set(organizations)] }, id: { in: page.map(({ id }) => id) } };
}

function storedMoneySince(seconds: number) {
  const where = { stripeCreatedAt: { gte: new Date(seconds * 1000) } };
  return asService('billing.reconcile', async (tx) => {
    const invoices = await tx.invoice.findMany({
      where,
      select: { id: true, stripeCustomerId: true, amountRefunded: true },
    });
    const payments = await tx.payment.findMany({ where, select: { id: true, stripeCustomerId: true } });
    return [
      ...invoices.map(({ amountRefunded, ...row }) => ({
        ...row,
        refundedToInvoice: Number(amountRefunded),
      })),
      ...payments.map((row) => ({ ...row, refundedToInvoice: null })),
    ];
  });
}

async function lifetimePurchases(): Promise<{ customer: string; boughtAt: Date }[]> {
  const rows = await asService('billing.reconcile', (tx) =>
    tx.payment.findMany({
      where: { grantsPlanId: { not: null } },
      select: { stripeCustomerId: true, stripeCreatedAt: true },
    }),
  );
  return rows.map(({ stripeCustomerId, stripeCreatedAt }) => ({
    customer: stripeCustomerId,
    boughtAt: stripeCreatedAt,
  }));
}

function suspectDifferences(
  ours: readonly OwnedRow[],
  theirs: readonly OwnedRow[],
  suspect: Round['suspect'],
): void {
  const customers = new Map([...ours, ...theirs].map(({ id, stripeCustomerId }) => [id, stripeCustomerId]));
  for (const { objectId } of compareRows(ours, theirs)) suspect(customers.get(objectId));
}
