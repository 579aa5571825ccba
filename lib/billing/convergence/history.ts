import fc from 'fast-check';
import { anyCall, type Call, purchase } from './commands';
import type { Post } from './mailbag';
import type { Fault } from './turn';

/** What happens to some organizations, and what becomes of the events about it. */
export type History = {
  steps: Step[];
  post: Post;
  /** Decides which events are lost and in which order the others come. */
  seed: number;
  /** Whether the owners have had their trial before, so that everything is paid at once. */
  hasHadTrial: boolean;
  /** What Stripe does when it has tried in vain for the last time. */
  afterLastRetry: 'cancel' | 'unpaid' | 'past_due';
  /** What finds out about lost events in the end. */
  repair: 'reconciliation' | 'missed events';
};

/** One call, and what of the events that wait is delivered and processed after it. */
export type Step = {
  /** Index of the organization. */
  who: number;
  call: Call;
  /** Strikes during the call or during the processing after it. */
  fault: Fault | null;
  strikes: 'call' | 'processing';
  /** Share of the waiting events that is delivered, 0 to 1. */
  delivered: number;
  /** Whether a worker processes what was delivered. */
  isProcessed: boolean;
};

/** How many organizations a history has. */
export const organizationsMax = 3;

/** Any history. Most begin with purchases that succeed, since hardly anything else can happen before. */
export function anyHistory(): fc.Arbitrary<History> {
  return fc
    .record({
      openings: fc.tuple(fc.option(opening(0), { freq: 9 }), fc.option(opening(1), { freq: 2 })),
      steps: fc.array(step(anyCall()), { minLength: 4, maxLength: 10, size: 'max' }),
      post: fc.record({ lost: fc.constantFrom(0, 0, 0, 0.2, 0.6, 1), copies: fc.constantFrom(0, 0, 1, 2) }),
      seed: fc.integer(),
      hasHadTrial: fc.constantFrom(true, true, false),
      afterLastRetry: fc.constantFrom<History['afterLastRetry']>('cancel', 'unpaid', 'past_due'),
      repair: fc.constantFrom<History['repair']>('reconciliation', 'missed events'),
    })
    .map(({ openings, steps, ...rest }) => ({
      ...rest,
      steps: [...openings.filter((each) => each !== null), ...steps],
    }));
}

function opening(who: number): fc.Arbitrary<Step> {
  return step(purchase()).map((each) => ({ ...each, who, fault: null }));
}

function step(calls: fc.Arbitrary<Call>): fc.Arbitrary<Step> {
  return fc.record({
    who: fc.constantFrom(0, 0, 0, 0, 1, 1, 2),
    call: calls,
    fault: fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fault }),
    strikes: fc.constantFrom<Step['strikes']>('call', 'call', 'processing'),
    delivered: fc.constantFrom(0, 0.4, 1),
    isProcessed: fc.boolean(),
  });
}

const fault: fc.Arbitrary<Fault> = fc.record({
  skip: fc.nat(14),
  only: fc.constantFrom<Fault['only']>('all', 'writes'),
  effect: fc.constantFrom<Fault['effect']>('before', 'after', 'after', 'kept'),
  isRetried: fc.constantFrom(...Array.from({ length: 9 }, () => false), true),
});

/** Stripe's clock from the first step to the last, in seconds. */
export function durationOf({ steps }: History): number {
  return steps.reduce((sum, { call }) => sum + call.seconds, 0);
}

/** A history as a person reads it. */
export function inWords({ steps, post, seed, hasHadTrial, afterLastRetry, repair }: History): string {
  const lines = steps.map(({ who, call, fault: struck, strikes, delivered, isProcessed }, index) => {
    const facts = [
      struck ? `fault ${JSON.stringify(struck)} during the ${strikes}` : '',
      `${Math.round(delivered * 100)} % delivered`,
      isProcessed ? 'processed' : 'not processed',
    ].filter((fact) => fact !== '');
    return `${index + 1}. ${nameOf(who)}: ${call.text} (${facts.join(', ')})`;
  });
  const setting = `post ${JSON.stringify(post)}, seed ${seed}, trials ${hasHadTrial ? 'had' : 'open'}, after the last retry ${afterLastRetry}, repair by ${repair}`;
  return [setting, ...lines].join('\n');
}

/** How the organization of an index is called. */
export function nameOf(who: number): string {
  return 'ABC'[who] ?? String(who);
}
