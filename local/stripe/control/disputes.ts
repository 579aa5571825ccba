import { z } from 'zod';
import type { Context } from '../core/context';
import { find } from '../core/find';
import type { StoredObjects } from '../core/objects';
import { closeDispute, openDispute } from '../disputes/dispute';
import { inTimeOf } from '../test-clocks/clock-of';

const openSchema = z.strictObject({ charge: z.string(), reason: z.string().default('fraudulent') });
const closeSchema = z.strictObject({ dispute: z.string(), status: z.enum(['lost', 'won']) });

/** Plays the cardholder's bank: disputes a charge. */
export function orderDispute(context: Context, body: unknown): StoredObjects['dispute'] {
  const { charge, reason } = openSchema.parse(body);
  return openDispute(inTimeOf(context, [charge]), find(context.store, 'charge', charge), reason);
}

/** Plays the cardholder's bank: decides a dispute. */
export function decideDispute(context: Context, body: unknown): StoredObjects['dispute'] {
  const { dispute, status } = closeSchema.parse(body);
  return closeDispute(inTimeOf(context, [dispute]), find(context.store, 'dispute', dispute), status);
}
