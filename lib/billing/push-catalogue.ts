import Stripe from 'stripe';
import { env } from '@/lib/env';
import { readCatalogue } from '@/lib/plans/server';
import { applyStep, type Progress } from './apply-step';
import { planSync, type SyncPlan, type SyncStep } from './plan-sync';
import { readAccount } from './read-account';
import { callStripe } from './stripe';
import { type Wanted, wantedAccount } from './wanted-account';

/** What would be done to the account of the key, and all that doing it needs. */
export type AccountPlan = SyncPlan<Wanted> & {
  /** What the account is not to have, in sentences. */
  notes: string[];
  /** The ids of the meters that are there, by event name. */
  meters: ReadonlyMap<string, string>;
};

/**
 * Compares the Stripe account of the key with what the database's catalogue and `APP_URL` ask of it. Changes nothing.
 * @throws ProblemError 503 when Stripe does not answer
 */
export async function planAccount(): Promise<AccountPlan> {
  const { plans } = await readCatalogue();
  const { things, notes } = wantedAccount(plans, env().APP_URL);
  const found = await readAccount(things);
  const meters = found.filter(({ kind, fields }) => kind === 'meter' && fields.active === 'yes');
  return {
    ...planSync(things, found),
    notes,
    meters: new Map(meters.map(({ name, id }) => [name, id])),
  };
}

/**
 * Does what was planned, step by step. A run that dies is gone on with by the next plan; two at once make nothing twice.
 * @param observer is told of each step once it is done, and the signing secret of a webhook endpoint once it is made
 * @throws Error for a plan with conflicts, before anything is done; ProblemError 503 when Stripe does not answer
 */
export async function applyPlan(
  { steps, conflicts, meters }: AccountPlan,
  { stepDone = () => {}, secretMade = () => {} }: Partial<SyncObserver> = {},
): Promise<void> {
  if (conflicts.length > 0) throw new Error(conflicts.join('\n'));
  const progress: Progress = { meters: new Map(meters), secretMade };
  for (const step of steps) {
    await applyStep(step, progress);
    if (step.action === 'update' && step.thing.kind === 'meter')
      progress.meters.set(step.thing.name, step.found.id);
    stepDone(step);
  }
}

/** Who watches a plan being applied. The secret is to be shown to the operator and kept nowhere. */
export type SyncObserver = {
  stepDone: (step: SyncStep<Wanted>) => void;
  secretMade: (secret: string) => void;
};

/** Plans and applies at once, for who needs no look in between. Errors as of {@link applyPlan}. */
export async function pushCatalogue(): Promise<AccountPlan> {
  const plan = await planAccount();
  await applyPlan(plan);
  return plan;
}

/** Whose account the key is of, and whether it moves real money. */
export type AccountIdentity = { name: string; mode: 'live' | 'test' };

/** Asks Stripe whose the key is. A restricted key may not be told, which stops nothing. Errors as of `callStripe`. */
export async function identifyAccount(): Promise<AccountIdentity> {
  const mode = env().STRIPE_SECRET_KEY.includes('_live_') ? 'live' : 'test';
  try {
    const { id, settings } = await callStripe((stripe) => stripe.accounts.retrieveCurrent());
    const name = settings?.dashboard.display_name;
    return { name: name ? `${name} (${id})` : id, mode };
  } catch (error) {
    const isNotTold = error instanceof Error && error.cause instanceof Stripe.errors.StripePermissionError;
    if (!isNotTold) throw error;
    return { name: 'an account that this restricted key may not name', mode };
  }
}
