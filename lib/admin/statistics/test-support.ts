import { asService, type Prisma } from '@/lib/db';
import { makePerson, type TestPerson } from '@/local/test/people';
import { addDays, type Day, startOf } from './days';
import type { FigureId } from './figures';

/** A moment of a day that nobody else's tests touch. */
export function at(day: Day, time = '12:00'): Date {
  return new Date(startOf(day).getTime() + minutesOf(time) * 60_000);
}

/** Makes a person who came at a moment. */
export async function makePersonAt(moment: Date): Promise<TestPerson> {
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

/** The numbers that were rolled up of a day, as `figure` or `figure split`. */
export async function countedOn(day: Day): Promise<Record<string, number>> {
  const rows = await asService('test.counted', (tx) =>
    tx.platformDay.findMany({ where: { day: startOf(day) }, orderBy: [{ figure: 'asc' }, { split: 'asc' }] }),
  );
  return Object.fromEntries(
    rows.map(({ figure, split, value }) => [split ? `${figure} ${split}` : figure, Number(value)]),
  );
}

/** Takes back what tests have done to long ago: people come now, and nothing was counted or sold. */
export async function forgetWorlds(
  people: readonly TestPerson[],
  days: { from: Day; to: Day },
): Promise<void> {
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
