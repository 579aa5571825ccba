import { expect } from '@playwright/test';
import { z } from 'zod';
import { asService } from '@/lib/db';

/** Steers the Stripe emulator's webhooks. */
export const stripeControl = {
  /** Events of a type, newest first. */
  eventsOfType: async (type: string) =>
    listed(`/v1/events?type=${type}&limit=10`, z.object({ id: z.string() })),
  /** Every subscription that Stripe knows of an organization, ended ones too. */
  subscriptionsOf: async (organizationId: string) => {
    const all = await listed('/v1/subscriptions?status=all&limit=100', subscription);
    return all.filter(({ metadata }) => metadata.organizationId === organizationId);
  },
  /** Delivers an event again, so many times. */
  deliver: (eventId: string, times: number) => control(`/events/${eventId}/deliver`, { times }),
  /** Keeps all webhooks back until {@link stripeControl.releaseDeliveries}. */
  holdDeliveries: () => control('/deliveries/hold', {}),
  /** Sends what was held back. */
  releaseDeliveries: () => control('/deliveries/release', {}),
  /** From now on sends every webhook so many times more. */
  duplicateDeliveries: (times: number) => control('/deliveries/modes', { duplicate: times }),
  /** Ends {@link stripeControl.duplicateDeliveries}. */
  ordinaryDeliveries: () => control('/deliveries/modes', { duplicate: 0 }),
  /** Moves Stripe's clock forward by so many days, for every customer. */
  advanceDays: (days: number) => control('/clock/advance', { seconds: Math.round(days * 86_400) }),
  /** Resolves once everything is delivered. */
  idle: () => control('/idle', undefined),
};

/**
 * Resolves once Stripe has delivered every event and the worker has processed it. Whoever then writes into the mirror as
 * if Stripe had said so is not overwritten by an event that was still on its way. One that failed at first is processed
 * by the sweep of each minute.
 */
export async function everyEventProcessed(): Promise<void> {
  await stripeControl.idle();
  await expect
    .poll(
      () =>
        asService('test.waiting', (tx) =>
          tx.webhookEvent.count({ where: { status: { in: ['received', 'failed'] } } }),
        ),
      { timeout: 120_000 },
    )
    .toBe(0);
}

const subscription = z.looseObject({ id: z.string(), metadata: z.record(z.string(), z.string()) });

async function listed<T>(path: string, schema: z.ZodType<T>): Promise<T[]> {
  const answer = await fetch(base() + path, {
    headers: { authorization: `Bearer ${process.env.STRIPE_SECRET_KEY}` },
  });
  return z.object({ data: z.array(schema) }).parse(await answer.json()).data;
}

async function control(path: string, body: unknown): Promise<void> {
  const answer = await fetch(`${base()}/_control${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`The Stripe emulator answered ${answer.status}: ${await answer.text()}`);
}

function base(): string {
  const url = process.env.STRIPE_API_URL;
  if (!url) throw new Error('STRIPE_API_URL is not set');
  return url;
}
