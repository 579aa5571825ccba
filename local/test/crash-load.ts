import { randomInt } from 'node:crypto';
import { asTenant } from '@/lib/db';
import {
  commitUsage,
  consumeUsage,
  countOrganizationApiCall,
  ingestUsageEvents,
  releaseUsage,
  reserveUsage,
  returnUsage,
} from '@/lib/usage';
import { note, type Operation, planSchema, readLedger } from './crash-plan';

// Stands for the app under load, until it is killed: uses the product's functions as requests do, many at once, first
// repeating what its predecessor had begun and got no answer to, as clients do.

const plan = planSchema.parse(JSON.parse(process.env.FOOTHOLD_CRASH_PLAN ?? ''));
const { begun, counted } = readLedger(plan.ledger);
// A call of the API has no key: its repeat is another call.
const unanswered = begun.filter(({ key, kind }) => !counted.has(key) && kind !== 'call');
const kinds = [
  'take',
  'take',
  'commit',
  'commit',
  'release',
  'abandon',
  'report',
  'report',
  'store',
  'remove',
  'call',
  'call',
] as const;
let made = 0;
let ready = false;

await Promise.all(Array.from({ length: 8 }, lane));

async function lane(): Promise<void> {
  for (;;) {
    const operation = unanswered.shift() ?? anOperation();
    note(plan.ledger, { step: 'begun', operation });
    note(plan.ledger, { step: 'done', key: operation.key, counted: await perform(operation) });
    // The first answer takes longest: everything has to be loaded and connected.
    if (!ready) console.log('ready');
    ready = true;
  }
}

function anOperation(): Operation {
  const person = plan.people[randomInt(plan.people.length)];
  const kind = kinds[randomInt(kinds.length)];
  if (!person || !kind) throw new Error('nobody to act for');
  made += 1;
  return { ...person, kind, key: `${plan.round}-${made}`, quantity: randomInt(1, 10) };
}

/** @returns whether it was counted */
async function perform(operation: Operation): Promise<boolean> {
  const { key, kind, quantity, ...tenant } = operation;
  switch (kind) {
    case 'take':
      await asTenant(tenant, (tx) => consumeUsage(tx, tenant, { key, items: { runs: quantity } }));
      return true;
    case 'commit':
    case 'release':
    case 'abandon': {
      const items = { runs: quantity, llm_tokens: quantity };
      const held = await reserveUsage(tenant, { key, items }, { ttlSeconds: 2 });
      if (kind === 'commit') return (await commitUsage(tenant, held)) !== 'gone';
      if (kind === 'release') await releaseUsage(tenant, held);
      return false;
    }
    case 'report': {
      const events = Array.from({ length: quantity }, (_, index) => ({
        idempotencyKey: `${key}-${index}`,
        metric: 'llm_tokens',
        quantity: index + 1,
      }));
      const { refused } = await ingestUsageEvents(tenant, events);
      return refused === 0;
    }
    case 'store':
      await asTenant(tenant, (tx) => consumeUsage(tx, tenant, { key, items: { storage_bytes: quantity } }));
      return true;
    case 'remove':
      await asTenant(tenant, (tx) => returnUsage(tx, tenant, { key, items: { storage_bytes: quantity } }));
      // Nothing may have been left to give back.
      return false;
    case 'call':
      return countOrganizationApiCall(tenant.organizationId);
  }
}
