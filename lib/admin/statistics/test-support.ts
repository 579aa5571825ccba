import { asService, type Prisma } from '@/lib/db';
import { makePerson, type TestPerson } from '@/local/test/people';
import { addDays, type Day, startOf } from './days';
import type { FigureId } from './figures';

/** A moment of a day that nobody else's tests touch. */
export function at(day: Day, time = '12:00'): Date {
  return new Date(startOf(day).getTime() + minutesOf(time) * 60_000);
}

/** Makes a person who came at a moment. */
async function makePersonAt(moment: Date): Promise<TestPerson> {
  const person = await makePerson();
  await asService('test.came-at', async (tx) => {
    await tx.user.update({
      where: { id: person.userId },
      data: { createdAt: moment, emailConfirmedAt: null },
    });
    await tx.organization.update({ where: { id: person.organizationId }, data: { createdAt: moment } });
  });
  return person;
}

/** Gives an organization a subscription, as a sync would have written it. @returns its id */
export async function subscribe(
  { organizationId }: Pick<TestPerson, 'organizationId'>,
  createdAt: Date,
  changed: Partial<Prisma.SubscriptionUncheckedCreateInput> = {},
): Promise<string> {
  const id = `sub_stats_${crypto.randomUUID()}`;
  await asService('test.subscribe', (tx) =>
    tx.subscription.create({
      data: {
        organizationId,
        id,
        stripeCustomerId: `cus_stats_${organizationId}`,
        planId: 'pro',
        interval: 'month',
        status: 'active',
        currency: 'usd',
        unitAmount: 2900,
        quantity: 1,
        currentPeriodStart: createdAt,
        currentPeriodEnd: new Date(createdAt.getTime() + 30 * 86_400_000),
        billingAnchor: createdAt,
        cancelAtPeriodEnd: false,
        stripeCreatedAt: createdAt,
        syncedAt: createdAt,
        ...changed,
      },
    }),
  );
  return id;
}

/** Has an organization pay, or try to. */
export async function pay(
  { organizationId }: Pick<TestPerson, 'organizationId'>,
  stripeCreatedAt: Date,
  changed: Partial<Prisma.PaymentUncheckedCreateInput>,
): Promise<void> {
  await asService('test.pay', (tx) =>
    tx.payment.create({
      data: {
        organizationId,
        id: `pi_stats_${crypto.randomUUID()}`,
        stripeCustomerId: `cus_stats_${organizationId}`,
        status: 'succeeded',
        currency: 'usd',
        amount: 49_900n,
        amountReceived: 0n,
        amountRefunded: 0n,
        stripeCreatedAt,
        syncedAt: stripeCreatedAt,
        ...changed,
      },
    }),
  );
}

/** A row of an event that Stripe sent at a moment. */
export function eventAt(
  receivedAt: Date,
  changed: Partial<Prisma.WebhookEventUncheckedCreateInput>,
): Prisma.WebhookEventUncheckedCreateInput & { id: string } {
  return {
    id: `evt_stats_${crypto.randomUUID()}`,
    type: 'customer.updated',
    livemode: false,
    payload: {},
    status: 'processed',
    occurredAt: receivedAt,
    receivedAt,
    ...changed,
  };
}

/** Takes back what was counted of some days, as if nobody had. */
export async function forgetFigures(days: readonly Day[], people: readonly TestPerson[]): Promise<void> {
  const day = { in: days.map(startOf) };
  const organizationId = { in: people.map((person) => person.organizationId) };
  await asService('test.forget', async (tx) => {
    await tx.platformDay.deleteMany({ where: { day } });
    await tx.recurringRevenue.deleteMany({ where: { day, organizationId } });
  });
}

/** The numbers that were rolled up of a day, as `figure` or `figure split`. */
export async function countedOn(day: Day): Promise<Record<string, number>> {
  const rows = await asService('test.counted', (tx) =>
    tx.platformDay.findMany({ where: { day: startOf(day) }, orderBy: [{ figure: 'asc' }, { split: 'asc' }] }),
  );
  return Object.fromEntries(
    rows.map(({ figure, split, value }) => [split ? `${figure} ${split}` : figure, Number(value)]),
  );
}

/** People who came around a day of long ago. `forget` takes everything back that was done to them and counted of them. */
export function worldAround(day: Day) {
  const people: TestPerson[] = [];
  return {
    people,
    /** Makes a person for each moment, at most five of whom are handed out. */
    come: async (...moments: Date[]) => {
      const came: TestPerson[] = [];
      for (const moment of moments) came.push(await makePersonAt(moment));
      people.push(...came);
      const nobody: TestPerson = { userId: '', organizationId: '', email: '', password: '' };
      const [a = nobody, b = nobody, c = nobody, d = nobody, e = nobody] = came;
      return [a, b, c, d, e] as const;
    },
    forget: () => forgetWorlds(people.splice(0), { from: addDays(day, -40), to: addDays(day, 40) }),
  };
}

/** Takes back what tests have done to long ago: people come now, and nothing was counted or sold. */
async function forgetWorlds(people: readonly TestPerson[], days: { from: Day; to: Day }): Promise<void> {
  const organizationId = { in: people.map((person) => person.organizationId) };
  await asService('test.forget', async (tx) => {
    await tx.subscription.deleteMany({ where: { organizationId } });
    await tx.payment.deleteMany({ where: { organizationId } });
    await tx.planGrant.deleteMany({ where: { organizationId } });
    await tx.userSession.deleteMany({ where: { userId: { in: people.map(({ userId }) => userId) } } });
    await tx.usageAlert.deleteMany({ where: { organizationId } });
    await tx.usageAggregate.deleteMany({ where: { organizationId } });
    await tx.recurringRevenue.deleteMany({ where: { organizationId } });
    await tx.user.updateMany({
      where: { id: { in: people.map(({ userId }) => userId) } },
      data: { createdAt: new Date() },
    });
    await tx.organization.updateMany({ where: { id: organizationId }, data: { createdAt: new Date() } });
    await tx.platformDay.deleteMany({
      where: { day: { gte: startOf(days.from), lte: startOf(addDays(days.to, 1)) } },
    });
  });
}

/** Names of figures that are there every day, with nothing in them. */
export const quiet: Partial<Record<FigureId, number>> = {
  active_users: 0,
  churned: 0,
  confirmed: 0,
  conversions: 0,
  failed_payments: 0,
  sign_ups: 0,
  trials_begun: 0,
};

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
