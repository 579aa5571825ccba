import { z } from 'zod';
import { fetchMissedEvents } from '../fetch-missed-events';
import { processWebhookEvents } from '../process-webhook-events';
import { type Reconciliation, type ReconciliationOptions, reconcile } from '../reconcile';
import { CLAIM } from '../reconcile-customer';
import { isStripeAvailable } from '../stripe';
import { durationOf, type History, nameOf, type Step } from './history';
import { type Mailbag, mailbag } from './mailbag';
import { ownCards } from './pages';
import type { StripeAccount } from './stripe-account';
import { type OwnAccount, randomFrom, spendTrial } from './test-support';
import { readPayers, readTruth } from './truth';
import { beginTurn, type Outcome, underFault } from './turn';
import { breachesOf, differences, trialsHadAgain } from './verify';
import {
  dissolve,
  foundOrganization,
  type Organization,
  organizationsWithDueEvents,
  paymentsTwice,
  skipPauses,
} from './world';

/** What was done by a history, for the count: the commands and how each of their operations ended. */
export type Done = { command: string; outcomes: Outcome[] }[];

/**
 * Lives through a history and checks it: on the way that nobody has two customers or two live subscriptions, and that
 * the mirror says what Stripe says whenever it was just written; in the end, once all that was delivered is processed
 * and what was lost is found, that both sides agree for every organization and that a reconciliation finds nothing.
 *
 * Stripe's clock begins so far in the past that it has reached the machine's time in the end. Grace is a rule of the
 * database by its own clock, which nothing can move: so a debt of this history is as old there as at Stripe.
 * @throws Error that tells what differed or failed, and after which step
 */
export async function runHistory({ account, owners }: OwnAccount, history: History): Promise<Done> {
  await beginAccount(account, history);
  const organizations = await Promise.all(
    owners.map((owner, who) => foundOrganization(nameOf(who), owner, ownCards[who] ?? ownCards[0])),
  );
  const done: Done = [];
  let place = 'before the first step';
  try {
    if (history.hasHadTrial) for (const { userId } of owners) await spendTrial(userId);
    const mail = mailbag(account, history.post, randomFrom(history.seed));
    const scene: Scene = { account, organizations, mail };
    for (const [index, step] of history.steps.entries()) {
      place = `at step ${index + 1}`;
      done.push({ command: step.call.command, outcomes: await take(scene, step) });
    }
    place = 'in the end';
    await settle(scene, history);
    return done;
  } catch (error) {
    throw new Error(`${place}: ${error instanceof Error ? (error.stack ?? error.message) : error}`, {
      cause: error,
    });
  } finally {
    await dissolve(organizations);
  }
}

type Scene = { account: StripeAccount; organizations: Organization[]; mail: Mailbag };

async function beginAccount(account: StripeAccount, history: History): Promise<void> {
  // A history that failed may have left Stripe alone for a while, and would fail the next one with it.
  while (!isStripeAvailable()) await new Promise((resolve) => setTimeout(resolve, 500));
  const now = Math.floor(Date.now() / 1000) - durationOf(history);
  await account.control('POST', '/reset', { keep_catalogue: true, now }, z.unknown());
  // Nothing is sent by itself, so that Stripe's own list says of every event that it was not delivered.
  await account.control('POST', '/deliveries/hold', {}, z.unknown());
  const dunning = { retry_after_days: [3, 5], after_last_retry: history.afterLastRetry };
  await account.control('POST', '/billing/settings', dunning, z.unknown());
}

async function take({ account, organizations, mail }: Scene, step: Step): Promise<Outcome[]> {
  const organization = organizations[step.who];
  if (!organization) throw new Error(`There is no organization ${step.who}.`);
  const turn = beginTurn(account, organization, step.strikes === 'call' ? step.fault : null);
  await step.call.run(turn);
  await mail.collect();
  await mail.deliverSome(step.delivered);
  const synced = new Set<string>(turn.isSynced ? [organization.principal.organizationId] : []);
  if (step.isProcessed) {
    const due = await organizationsWithDueEvents();
    const fault = step.strikes === 'processing' ? step.fault : null;
    const { failed } = await underFault(account, fault, processWebhookEvents);
    if (failed > 0 && fault === null) throw new Error(`${failed} events could not be processed.`);
    if (failed === 0) for (const id of due) synced.add(id);
  }
  await check(
    { account, organizations },
    organizations.filter(({ principal }) => synced.has(principal.organizationId)),
  );
  return turn.outcomes;
}

async function settle({ account, organizations, mail }: Scene, history: History): Promise<void> {
  await mail.collect();
  await mail.deliverSome(1);
  await drain();
  const lostSince = mail.lostSince();
  if (lostSince !== undefined) await findLost(history, lostSince);
  await check({ account, organizations }, organizations);
  const again = trialsHadAgain(await readPayers(account), organizations);
  if (again.length > 0) throw new Error(again.join(', '));
  const twice = await paymentsTwice();
  if (twice.length > 0) throw new Error(`Mirrored twice: ${twice.join(', ')}`);
  const { drifts } = await reconciled({ trigger: 'request', days: daysOf(history) });
  // A customer whose id got lost, and that has bought nothing since, may have been left to be found by this.
  const wrong = drifts.filter(({ field, ours }) => field !== CLAIM || ours !== null);
  if (wrong.length > 0)
    throw new Error(`Reconciliation finds what agrees to differ: ${JSON.stringify(wrong)}`);
  if (drifts.length > 0) await check({ account, organizations }, organizations);
}

async function drain(): Promise<void> {
  for (let round = 0; round < roundsMax; round++) {
    if ((await skipPauses()) === 0) return;
    await processWebhookEvents();
  }
  throw new Error('Events remain that cannot be processed.');
}

const roundsMax = 5;

async function findLost(history: History, lostSince: number): Promise<void> {
  const isRecent = lostSince > Date.now() / 1000 - (missedDaysMax - 1) * 86_400;
  if (history.repair === 'missed events' && isRecent) {
    await fetchMissedEvents(missedDaysMax);
    await drain();
    return;
  }
  await reconciled({ trigger: 'schedule', days: daysOf(history) });
}

/** Stripe forgets events after that. */
const missedDaysMax = 30;

/** Days back that cover a history: what a comparison looks at is a matter of its options. */
function daysOf(history: History): number {
  return Math.ceil(durationOf(history) / 86_400) + 1;
}

async function reconciled(options: ReconciliationOptions): Promise<Reconciliation> {
  const result = await reconcile(options);
  if (!result) throw new Error('Another comparison is running.');
  if (result.interrupted !== null || result.unchecked.length > 0)
    throw new Error(`The comparison was interrupted: ${result.interrupted ?? result.unchecked.join(', ')}`);
  const left = result.drifts.filter(({ repaired }) => !repaired);
  if (left.length > 0) throw new Error(`The comparison could not repair ${JSON.stringify(left)}`);
  return result;
}

/** @throws Error with all that is wrong: with the invariants of all organizations, and with the mirror of those given */
async function check(
  { account, organizations }: Pick<Scene, 'account' | 'organizations'>,
  mirrored: readonly Organization[],
): Promise<void> {
  const wrong: string[] = [];
  if (mirrored.length === 0) wrong.push(...breachesOf(await readPayers(account), organizations));
  else {
    const truth = await readTruth(account);
    wrong.push(...breachesOf(truth, organizations));
    wrong.push(...(await Promise.all(mirrored.map((each) => differences(truth, each)))).flat());
  }
  if (wrong.length > 0) throw new Error(`\n  ${wrong.join('\n  ')}`);
}
