import fc from 'fast-check';
import { z } from 'zod';
import type { PlanId } from '@/lib/plans';
import { cancelSubscription } from '../cancel-subscription';
import { changePlan } from '../change-plan';
import type { CheckoutChoice } from '../checkout-choice';
import { endSubscription } from '../end-subscription';
import { finishCheckout } from '../finish-checkout';
import { payInvoice } from '../pay-invoice';
import { previewChange } from '../preview-change';
import { refreshBilling } from '../refresh-billing';
import { resumeSubscription } from '../resume-subscription';
import { type SoldInterval, soldIntervals } from '../sold-intervals';
import { startCheckout } from '../start-checkout';
import type { ChangeChoice } from '../subscription-change';
import { takeBackChange } from '../take-back-change';
import { sessionIdIn } from '../test-support';
import { type Card, confirmAtBank, enterCard, identified } from './pages';
import { isLiveAtStripe, type Payers, readPayers, readTruth } from './truth';
import type { Turn } from './turn';
import type { Organization } from './world';

/** One thing that happens to an organization. `seconds` is by how much it moves Stripe's clock. */
export type Call = { command: string; text: string; seconds: number; run(turn: Turn): Promise<void> };

/** All that may happen, each as often as its weight says. */
export function anyCall(): fc.Arbitrary<Call> {
  return fc.oneof(...commands.map(({ weight, calls }) => ({ weight, arbitrary: calls })));
}

/** A purchase that goes through, to begin with. */
export function purchase(): fc.Arbitrary<Call> {
  return buying.calls;
}

/** The names of all commands, for the count of what was done. */
export function commandNames(): string[] {
  return commands.map(({ name }) => name);
}

type Command = { name: string; weight: number; calls: fc.Arbitrary<Call> };

function command<Choice>(
  name: string,
  weight: number,
  choices: fc.Arbitrary<Choice>,
  run: (turn: Turn, choice: Choice) => Promise<void>,
): Command {
  const calls = choices.map((choice) => ({
    command: name,
    text: choice === null ? name : `${name} ${JSON.stringify(choice)}`,
    seconds: secondsSchema.safeParse(choice).data?.seconds ?? 0,
    run: (turn: Turn) => run(turn, choice),
  }));
  return { name, weight, calls };
}

const secondsSchema = z.object({ seconds: z.int() });
const nothing = fc.constant(null);
/** Which one of a list, whatever its length. */
const which = fc.nat(99);
const HOUR = 3_600;
const DAY = 24 * HOUR;

const plans: fc.Arbitrary<PlanId> = fc.constantFrom('basic', 'pro', 'team', 'enterprise');
const intervals: fc.Arbitrary<SoldInterval> = fc.constantFrom('month', 'month', 'month', ...soldIntervals);
const sale: fc.Arbitrary<CheckoutChoice> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ planId: plans, interval: intervals }) },
  {
    weight: 2,
    arbitrary: fc.record({ planId: fc.constant('team'), interval: intervals, extraSeats: fc.nat(3) }),
  },
  { weight: 2, arbitrary: fc.constant({ planId: 'pro', interval: 'lifetime' }) },
);
const order: fc.Arbitrary<ChangeChoice> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ planId: plans, interval: intervals }) },
  {
    weight: 2,
    arbitrary: fc.record({ planId: fc.constant('team'), interval: intervals, extraSeats: fc.nat(4) }),
  },
);

const failingCards = fc.constantFrom('pm_card_chargeCustomerFail', 'pm_card_authenticationRequired');
const waits = fc.constantFrom(
  HOUR,
  DAY,
  4 * DAY,
  8 * DAY,
  32 * DAY,
  32 * DAY,
  40 * DAY,
  60 * DAY,
  190 * DAY,
  370 * DAY,
);

const buying = command('buy', 10, sale, async (turn, choice) => {
  const url = await openCheckout(turn, choice);
  if (url !== undefined) await pay(turn, url, 'own');
});

const commands: Command[] = [
  buying,
  command('open a Checkout', 3, sale, async (turn, choice) => {
    await openCheckout(turn, choice);
  }),
  command(
    'pay a Checkout',
    4,
    fc.record({ which, card: fc.constantFrom<Card>('own', 'declined') }),
    async (turn, choice) => {
      const url = one(turn.organization.checkouts, choice.which);
      if (url !== undefined) await pay(turn, url, choice.card);
    },
  ),
  command('buy in two tabs', 3, fc.record({ first: sale, second: sale }), async (turn, { first, second }) => {
    const urls = await Promise.all([openCheckout(turn, first), openCheckout(turn, second)]);
    await Promise.all(urls.map(async (url) => url !== undefined && (await pay(turn, url, 'own'))));
  }),
  command('come back from Checkout', 3, which, async (turn, chosen) => {
    const url = one(turn.organization.checkouts, chosen);
    if (url === undefined) return;
    const result = await turn.ask(() => finishCheckout(turn.organization.principal, sessionIdIn(url)));
    turn.isSynced = result !== undefined && result.state !== 'open' && result.state !== 'expired';
  }),
  command('look at billing', 2, nothing, async (turn) => {
    await turn.ask(() => refreshBilling(turn.organization.principal));
  }),
  command(
    'change',
    22,
    fc.record({ order, isPreviewed: fc.boolean() }),
    async (turn, { order, isPreviewed }) => {
      const { principal } = turn.organization;
      const preview = isPreviewed ? await turn.ask(() => previewChange(principal, order)) : undefined;
      const prorationDate = preview?.prorationDate ?? undefined;
      await synced(turn, () => changePlan(principal, { ...order, ...(prorationDate && { prorationDate }) }));
    },
  ),
  command('take the change back', 5, nothing, (turn) =>
    synced(turn, () => takeBackChange(turn.organization.principal)),
  ),
  command('cancel', 5, nothing, (turn) =>
    synced(turn, () => cancelSubscription(turn.organization.principal, { feedback: 'unused' })),
  ),
  command('resume', 4, nothing, (turn) =>
    synced(turn, () => resumeSubscription(turn.organization.principal)),
  ),
  command('cancel now', 3, nothing, (turn) =>
    synced(turn, () => endSubscription(turn.organization.principal, {})),
  ),
  command(
    'do two things at once',
    3,
    fc.record({ first: order, second: fc.constantFrom('cancel', 'end', 'change') }),
    async (turn, { first, second: kind }) => {
      const { principal } = turn.organization;
      const others = {
        cancel: () => cancelSubscription(principal, {}),
        end: () => endSubscription(principal, {}),
        change: () => changePlan(principal, { planId: 'pro', interval: 'month' }),
      };
      const other: () => Promise<unknown> = others[kind];
      await Promise.all([turn.ask(() => changePlan(principal, first)), turn.ask(other)]);
      turn.isSynced = false;
    },
  ),
  command(
    'pay an invoice',
    8,
    fc.record({ which, card: fc.constantFrom<Card>('own', 'own', 'declined') }),
    payAnInvoice,
  ),
  command('change the card', 6, fc.oneof(fc.constant('pm_card_visa'), failingCards), changeCard),
  command('decline charges', 4, fc.integer({ min: 1, max: 3 }), async (turn, times) => {
    await turn.account.control('POST', '/payments/decline', { times }, z.unknown());
    turn.outcomes.push('done');
  }),
  command(
    'fail a renewal',
    9,
    fc.record({ card: failingCards, seconds: waits }),
    async (turn, { card, seconds }) => {
      await changeCard(turn, card);
      await turn.account.control('POST', '/clock/advance', { seconds }, z.unknown());
    },
  ),
  command('cancel in the portal', 3, fc.constantFrom('true', 'false'), async (turn, ends) => {
    const { live } = await payerOf(turn);
    if (live === undefined) return;
    await turn.atStripe(() =>
      turn.account.post(`/v1/subscriptions/${live.id}`, { cancel_at_period_end: ends }, identified),
    );
  }),
  command('refund', 6, fc.record({ which, share: fc.constantFrom(1, 0.3) }), refund),
  command('dispute', 3, which, openDispute),
  command('decide a dispute', 4, fc.record({ which, status: fc.constantFrom('won', 'lost') }), decideDispute),
  command('delete the customer', 2, nothing, async (turn) => {
    const { customer } = await payerOf(turn);
    if (customer !== undefined) await turn.atStripe(() => turn.account.remove(`/v1/customers/${customer}`));
  }),
  command('wait', 8, fc.record({ seconds: waits }), async (turn, { seconds }) => {
    await turn.account.control('POST', '/clock/advance', { seconds }, z.unknown());
    turn.outcomes.push('done');
  }),
];

async function openCheckout(turn: Turn, choice: CheckoutChoice): Promise<string | undefined> {
  const { principal, checkouts } = turn.organization;
  const opened = await turn.ask(() => startCheckout(principal, choice));
  if (opened) checkouts.push(opened.url);
  return opened?.url;
}

async function pay(turn: Turn, url: string, card: Card): Promise<void> {
  const isPaid = await enterCard(url, card, turn.organization.card);
  turn.isSynced = false;
  turn.outcomes.push(isPaid ? 'done' : 'refused');
}

/** Has one of our operations done that ends with a sync, unless it is refused before it looks. */
async function synced(turn: Turn, operation: () => Promise<unknown>): Promise<void> {
  const done = turn.outcomes.filter((outcome) => outcome === 'done').length;
  await turn.ask(operation);
  turn.isSynced = turn.outcomes.filter((outcome) => outcome === 'done').length > done;
}

async function payAnInvoice(turn: Turn, { which, card }: { which: number; card: Card }): Promise<void> {
  const { customer, invoices } = await moneyOf(turn);
  const open = invoices.filter((each) => each.customer === customer && each.status === 'open');
  const invoice = one(open, which);
  if (!invoice) return;
  // By our page while it knows the invoice, by Stripe's mail otherwise.
  const ours = await turn.ask(() => payInvoice(turn.organization.principal, invoice.id));
  const url = `${ours?.url ?? invoice.hosted_invoice_url}/pay`;
  const isPaid = (await confirmAtBank(url)) || (await enterCard(url, card, turn.organization.card));
  turn.isSynced = false;
  turn.outcomes.push(isPaid ? 'done' : 'refused');
}

async function changeCard(turn: Turn, testMethod: string): Promise<void> {
  const { account } = turn;
  const { customer, live } = await payerOf(turn);
  if (customer === undefined) return;
  turn.organization.hasChangedCard = true;
  await turn.atStripe(async () => {
    const { id } = await account.post(`/v1/payment_methods/${testMethod}/attach`, { customer }, identified);
    const chosen = { 'invoice_settings[default_payment_method]': id };
    await account.post(`/v1/customers/${customer}`, chosen, identified);
    if (live) await account.post(`/v1/subscriptions/${live.id}`, { default_payment_method: id }, identified);
  });
}

async function refund(turn: Turn, { which, share }: { which: number; share: number }): Promise<void> {
  const paid = one(await paymentsOf(turn), which);
  if (!paid) return;
  const amount = String(Math.max(1, Math.floor(paid.amount_received * share)));
  const fields = { payment_intent: paid.id, ...(share < 1 && { amount }) };
  await turn.atStripe(() => turn.account.post('/v1/refunds', fields, identified));
}

async function openDispute(turn: Turn, which: number): Promise<void> {
  const charge = one(await paymentsOf(turn), which)?.latest_charge;
  if (!charge) return;
  await turn.atStripe(() =>
    turn.account.control('POST', '/disputes', { charge, reason: 'fraudulent' }, z.unknown()),
  );
}

async function decideDispute(
  turn: Turn,
  { which, status }: { which: number; status: string },
): Promise<void> {
  const { customer, disputes, intents } = await moneyOf(turn);
  const own = intents.filter((each) => each.customer === customer).map(({ id }) => id);
  const open = disputes.filter(
    (each) => each.status === 'needs_response' && own.includes(each.payment_intent ?? ''),
  );
  const dispute = one(open, which)?.id;
  if (dispute === undefined) return;
  await turn.atStripe(() =>
    turn.account.control('POST', '/disputes/close', { dispute, status }, z.unknown()),
  );
}

async function paymentsOf(turn: Turn) {
  const { customer, intents } = await moneyOf(turn);
  return intents.filter((each) => each.customer === customer && each.status === 'succeeded');
}

/** The organization's customer and its live subscription, as Stripe knows them. */
async function payerOf({ account, organization }: Turn) {
  const payers = await readPayers(account);
  return payerAmong(payers, organization);
}

/** All that Stripe has, and which customer is the organization's. */
async function moneyOf({ account, organization }: Turn) {
  const truth = await readTruth(account);
  return { ...truth, ...payerAmong(truth, organization) };
}

function payerAmong({ customers, subscriptions }: Payers, { principal }: Organization) {
  const { organizationId } = principal;
  const customer = customers.find(({ metadata }) => metadata.organizationId === organizationId)?.id;
  const live = subscriptions.find((each) => each.customer === customer && isLiveAtStripe(each));
  return { customer, live };
}

function one<T>(list: readonly T[], chosen: number): T | undefined {
  return list[chosen % Math.max(1, list.length)];
}
