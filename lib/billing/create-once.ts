import { createHash } from 'node:crypto';
import { logger } from '@/lib/observability';
import { isReplayedFailure } from './stripe';

/**
 * Makes something in Stripe that has no id of our choosing, once, however many processes make it at the same time and
 * however often one of them dies over it: the same wish has the same idempotency key, and the same key gets the same
 * answer. It does so for a day, even when that answer was a failure or what it told of is no more; the next key is then
 * made from the spoiled one, so that everybody who comes later walks the same way.
 * @param wish what it is, and what it takes the place of
 * @param params what Stripe is told; other ones are another wish
 * @param stands whether what an answer told of is still as it was made
 * @throws Error when Stripe makes nothing that lasts; errors as of `callStripe`
 */
export async function createOnce<Made extends { id: string }>(
  wish: string,
  params: unknown,
  {
    create,
    stands,
  }: { create: (idempotencyKey: string) => Promise<Made>; stands: (made: Made) => Promise<boolean> },
): Promise<Made> {
  const digest = createHash('sha256').update(JSON.stringify(params)).digest('hex').slice(0, 32);
  let spoiled = '';
  for (let step = 0; step < stepsMax; step++) {
    const trail = createHash('sha256').update(spoiled).digest('hex').slice(0, 16);
    const made = await answerOf(() => create(`foothold:${wish.slice(0, 150)}:${digest}:${trail}`));
    if (made && (await stands(made))) return made;
    logger.warn(
      { wish, id: made?.id },
      'what Stripe once answered to this is of no use any more; asking anew',
    );
    spoiled += made?.id ?? 'failure';
  }
  throw new Error(`Stripe makes no ${wish} that lasts.`);
}

// Within the day or so for which Stripe remembers a key.
const stepsMax = 20;

async function answerOf<Made>(create: () => Promise<Made>): Promise<Made | null> {
  try {
    return await create();
  } catch (error) {
    if (!isReplayedFailure(error)) throw error;
    return null;
  }
}
