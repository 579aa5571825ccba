import type Stripe from 'stripe';
import { createOnce } from './create-once';
import type { FoundThing, SyncStep } from './plan-sync';
import { callStripe, isMissing, isRefusedWith } from './stripe';
import type { Wanted } from './wanted-account';

/** What the steps after this one need to know of those before it. */
export type Progress = {
  /** The ids of the meters, by event name. */
  meters: Map<string, string>;
  /** Is told the signing secret of an endpoint at once: Stripe shows it once, whatever happens afterwards. */
  secretMade: (secret: string) => void;
};

/**
 * Does one step in the account. Bears being repeated, by two processes at once as well. Errors as of `callStripe`; what
 * was done by then stays, and the next plan goes on from there.
 */
export async function applyStep(step: SyncStep<Wanted>, progress: Progress): Promise<void> {
  switch (step.action) {
    case 'create':
      return make(step.thing, 'nothing', progress);
    case 'update':
      return update(step.thing, step.found);
    case 'replace':
      // The new one first: nothing is to be without a price or an endpoint for a moment.
      await make(step.thing, step.found.id, progress);
      return archive(step.found);
    case 'archive':
      return archive(step.found);
  }
}

/** @param former the id of what it takes the place of */
async function make(thing: Wanted, former: string, progress: Progress): Promise<void> {
  const wish = `${thing.kind}:${thing.name}:${former}`;
  switch (thing.kind) {
    case 'meter': {
      const { params } = thing;
      const { id } = await createOnce(wish, params, {
        create: (idempotencyKey) =>
          callStripe((stripe) => stripe.billing.meters.create(params, { idempotencyKey })),
        stands: ({ id }) => stands((stripe) => stripe.billing.meters.retrieve(id), isRunning),
      });
      progress.meters.set(thing.name, id);
      return;
    }
    case 'product':
      return makeProduct(thing.name, thing.params);
    case 'price': {
      const params = withMeter(thing, progress);
      await createOnce(wish, params, {
        create: (idempotencyKey) => callStripe((stripe) => stripe.prices.create(params, { idempotencyKey })),
        stands: ({ id }) =>
          stands(
            (stripe) => stripe.prices.retrieve(id),
            ({ active, lookup_key }) => active && lookup_key === thing.name,
          ),
      });
      return;
    }
    case 'portal configuration': {
      const { params } = thing;
      await createOnce(wish, params, {
        create: (idempotencyKey) =>
          callStripe((stripe) => stripe.billingPortal.configurations.create(params, { idempotencyKey })),
        stands: ({ id }) =>
          stands(
            (stripe) => stripe.billingPortal.configurations.retrieve(id),
            ({ active }) => active,
          ),
      });
      return;
    }
    case 'webhook endpoint': {
      const { params } = thing;
      const { secret } = await createOnce(wish, params, {
        create: (idempotencyKey) =>
          callStripe((stripe) => stripe.webhookEndpoints.create(params, { idempotencyKey })),
        stands: ({ id }) =>
          stands(
            (stripe) => stripe.webhookEndpoints.retrieve(id),
            ({ status }) => status === 'enabled',
          ),
      });
      if (secret) progress.secretMade(secret);
    }
  }
}

async function stands<T>(
  look: (stripe: Stripe) => Promise<T>,
  isIntact: (found: T) => boolean,
): Promise<boolean> {
  try {
    return isIntact(await callStripe(look));
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

function isRunning({ status }: Stripe.Billing.Meter): boolean {
  return status === 'active';
}

// Its id is ours, so that a second one is refused; and it can be deleted, after which a key would bring nothing back.
async function makeProduct(
  id: string,
  params: { name: string; metadata: Record<string, string> },
): Promise<void> {
  try {
    await callStripe((stripe) => stripe.products.create({ id, ...params }));
  } catch (error) {
    if (!isRefusedWith(error, 'resource_already_exists')) throw error;
    await callStripe((stripe) => stripe.products.update(id, { ...params, active: true }));
  }
}

function withMeter(
  { name, meter, params }: Extract<Wanted, { kind: 'price' }>,
  { meters }: Progress,
): Stripe.PriceCreateParams {
  if (meter === null || !params.recurring) return params;
  const id = meters.get(meter);
  if (id === undefined) throw new Error(`The price ${name} needs the meter ${meter}, which is not there.`);
  return { ...params, recurring: { ...params.recurring, usage_type: 'metered', meter: id } };
}

async function update(thing: Wanted, { id, fields }: FoundThing): Promise<void> {
  switch (thing.kind) {
    case 'meter': {
      const { display_name } = thing.params;
      if (fields.active === 'no') await callStripe((stripe) => stripe.billing.meters.reactivate(id));
      await callStripe((stripe) => stripe.billing.meters.update(id, { display_name }));
      return;
    }
    case 'product':
      await callStripe((stripe) => stripe.products.update(id, { ...thing.params, active: true }));
      return;
    case 'price': {
      const { metadata = {} } = thing.params;
      await callStripe((stripe) => stripe.prices.update(id, { active: true, metadata }));
      return;
    }
    case 'portal configuration':
      await callStripe((stripe) =>
        stripe.billingPortal.configurations.update(id, { ...thing.params, active: true }),
      );
      return;
    case 'webhook endpoint': {
      const { enabled_events, description } = thing.params;
      await callStripe((stripe) =>
        stripe.webhookEndpoints.update(id, {
          enabled_events,
          disabled: false,
          ...(description ? { description } : {}),
        }),
      );
    }
  }
}

async function archive({ kind, id }: FoundThing): Promise<void> {
  switch (kind) {
    case 'price':
      await callStripe((stripe) => stripe.prices.update(id, { active: false }));
      return;
    case 'product':
      await callStripe((stripe) => stripe.products.update(id, { active: false }));
      return;
    case 'webhook endpoint':
      await callStripe((stripe) => stripe.webhookEndpoints.update(id, { disabled: true }));
      return;
    default:
      throw new Error(`A ${kind} is never archived.`);
  }
}
