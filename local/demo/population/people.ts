import type { PriceInterval } from '@/lib/plans';
import { type Chance, chanceOf, uuidOf } from './chance';
import { nameOf, teamNames } from './names';

/** What an organization did at Stripe, in the order in which it happened. */
export type Step =
  | { at: Date; does: 'subscribe'; planId: PaidPlan; interval: Recurring; trialDays: number; seats: number }
  | { at: Date; does: 'change'; planId: PaidPlan }
  | { at: Date; does: 'cancel_at_end' }
  | { at: Date; does: 'cancel_now' }
  /** From here on the card is refused. */
  | { at: Date; does: 'lose_card' };

/** Plans that are paid for. */
export type PaidPlan = 'basic' | 'pro' | 'team' | 'enterprise';
type Recurring = Exclude<PriceInterval, 'lifetime'>;

/** Somebody of the demo. Everything about them follows from the seed and from now. */
export type Person = {
  id: string;
  name: string;
  email: string;
  cameAt: Date;
  /** Null for whoever never followed the link. */
  confirmedAt: Date | null;
  status: 'active' | 'suspended' | 'deleted';
  /** The team that the person owns; null for most. */
  team: { id: string; name: string } | null;
  /** What the organization that pays did: the team where there is one. */
  steps: Step[];
  /** How much of an ordinary month's limit the person uses. */
  share: number;
  /** Moments of visits, oldest first. */
  visits: Date[];
};

/** How many people there are besides the demo accounts. */
export const PEOPLE = 320;
/** How many days ago the first of them came. */
const DAYS = 330;

/** The people of the demo, oldest first: the same ones every time, at the same distance from now. */
export function makePeople(now: Date): Person[] {
  const chance = chanceOf(20_261_126);
  const ages = Array.from({ length: PEOPLE }, () => DAYS * chance.next() ** 1.35).sort((a, b) => b - a);
  return ages.map((daysAgo, index) => makePerson(chance, { index, daysAgo, now }));
}

type Making = { index: number; daysAgo: number; now: Date };

function makePerson(chance: Chance, { index, daysAgo, now }: Making): Person {
  const { name, email } = nameOf(chance, index);
  const cameAt = ago(now, daysAgo);
  const isConfirmed = chance.happens(0.93);
  const confirmedAt = isConfirmed ? ago(now, daysAgo - chance.next() * Math.min(0.4, daysAgo)) : null;
  const status = index === 41 ? 'suspended' : index === 77 ? 'deleted' : 'active';
  const teamIndex = index % 37 === 12 ? Math.floor(index / 37) : -1;
  const teamName = isConfirmed && status === 'active' ? teamNames[teamIndex] : undefined;
  const team = teamName ? { id: uuidOf(`team ${index}`), name: teamName } : null;
  const steps = confirmedAt ? stepsOf(chance, { daysAgo, now, isTeam: team !== null }) : [];
  return {
    id: uuidOf(`person ${index}`),
    name,
    email,
    cameAt,
    confirmedAt,
    status,
    team,
    steps,
    share: chance.happens(0.09) ? 1.05 : 0.05 + chance.next() * 0.75,
    visits: confirmedAt ? visitsOf(chance, { daysAgo, now, isPaying: steps.length > 0 }) : [],
  };
}

/** Who buys what, when, and what became of it. */
function stepsOf(
  chance: Chance,
  { daysAgo, now, isTeam }: { daysAgo: number; now: Date; isTeam: boolean },
): Step[] {
  const luck = chance.next();
  const begins = daysAgo - Math.min(daysAgo, 0.2 + chance.next() * 18);
  if (!isTeam && luck > 0.36) return [];
  const planId: PaidPlan = isTeam ? 'team' : luck < 0.13 ? 'basic' : luck < 0.35 ? 'pro' : 'enterprise';
  const isLarge = planId === 'enterprise';
  const usual = chance.pick<Recurring>(['month', 'month', 'month', 'month', 'year', 'six_months']);
  const interval = isLarge ? 'year' : usual;
  const trialDays = !isLarge && chance.happens(0.5) ? 7 : 0;
  const seats = isTeam && chance.happens(0.5) ? chance.between(1, 6) : 0;
  const first: Step = { at: ago(now, begins), does: 'subscribe', planId, interval, trialDays, seats };
  const paidFor = begins - trialDays;
  if (trialDays > 0 && chance.happens(0.25)) {
    const at = begins - 1 - chance.next() * 4;
    return at > 0 ? [first, { at: ago(now, at), does: 'cancel_at_end' }] : [first];
  }
  if (paidFor < 3 || interval !== 'month') return [first];
  const fate = chance.next();
  if (fate < 0.1 && paidFor > 12 && planId === 'basic')
    return [first, { at: ago(now, paidFor * (0.2 + chance.next() * 0.6)), does: 'change', planId: 'pro' }];
  if (fate < 0.07 && paidFor > 12 && planId === 'pro')
    return [first, { at: ago(now, paidFor * (0.2 + chance.next() * 0.6)), does: 'change', planId: 'basic' }];
  if (fate < 0.3) {
    const leaves = paidFor * chance.next();
    const steps: Step[] = [first, { at: ago(now, leaves), does: 'cancel_at_end' }];
    // Some come back some weeks after the end.
    const back = leaves - 31 - chance.next() * 40;
    if (back > 0 && chance.happens(0.5))
      steps.push({
        at: ago(now, back),
        does: 'subscribe',
        planId: 'pro',
        interval: 'month',
        trialDays: 0,
        seats: 0,
      });
    return steps;
  }
  if (fate < 0.34) return [first, { at: ago(now, paidFor * chance.next()), does: 'cancel_now' }];
  if (fate < 0.44)
    return [first, { at: ago(now, Math.min(paidFor - 1, chance.next() * 40)), does: 'lose_card' }];
  return [first];
}

/** Often in the beginning, less afterwards, and on weekdays rather than on weekends. */
function visitsOf(
  chance: Chance,
  { daysAgo, now, isPaying }: { daysAgo: number; now: Date; isPaying: boolean },
): Date[] {
  // Most who do not pay have found a job, or given up, some weeks later.
  const stays = isPaying || chance.happens(0.25) ? daysAgo : Math.min(daysAgo, 3 + chance.next() ** 2 * 90);
  const visits: Date[] = [];
  for (let day = Math.floor(daysAgo); day >= 0 && daysAgo - day <= stays; day--) {
    const at = ago(now, Math.min(daysAgo, day + 0.01 + chance.next() * 0.4));
    const weekend = at.getUTCDay() % 6 === 0;
    const eager = daysAgo - day < 7 ? 0.6 : isPaying ? 0.42 : 0.24;
    if (chance.happens(weekend ? eager * 0.35 : eager)) visits.push(at);
  }
  return visits;
}

function ago(now: Date, days: number): Date {
  return new Date(now.getTime() - Math.max(0, days) * 86_400_000);
}
