import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmulator, type TestEmulator } from '../test/emulator';
import type { Conformance } from './conformance';
import { loadConformance } from './load-conformance';

let emulator: TestEmulator;
let conformance: Conformance;
let customer: object;

beforeAll(async () => {
  conformance = loadConformance();
  emulator = await startEmulator();
  const response = await fetch(`${emulator.service.url}/v1/customers`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk_test_local' },
  });
  customer = Object(await response.json());
});
afterAll(() => emulator.close());

describe('the judge of answers', () => {
  it('accepts what the emulator sends', () => {
    expect(conformance.answer(customer)).toEqual([]);
  });

  it.each([
    ['an unknown field', { colour: 'red' }],
    ['a wrong type', { balance: '0' }],
    ['a value outside an enum', { tax_exempt: 'sometimes' }],
    ['an object where only an id can be', { default_source: { id: 'src_1', object: 'source' } }],
    ['a null where none is allowed', { metadata: null }],
  ])('refuses %s', (_what, change) => {
    expect(conformance.answer({ ...customer, ...change })).not.toEqual([]);
  });

  it('refuses a missing field, also inside lists', () => {
    const { created: _created, ...incomplete } = Object.assign({ created: 0 }, customer);
    expect(conformance.answer(incomplete)).not.toEqual([]);
    const list = { object: 'list', data: [incomplete], has_more: false, url: '/v1/customers' };
    expect(conformance.answer(list)).not.toEqual([]);
    expect(conformance.answer({ ...list, data: [customer] })).toEqual([]);
    expect(conformance.answer({ ...list, data: [customer], total: 1 })).not.toEqual([]);
  });

  it('refuses kinds of object that it has no type for', () => {
    expect(conformance.answer({ id: 'x', object: 'unicorn' })).not.toEqual([]);
  });
});

describe('the judge of events', () => {
  const event = () => ({
    id: 'evt_1',
    object: 'event' as const,
    api_version: '2026-10-28.endive',
    created: 1,
    data: { object: { ...customer } },
    livemode: false,
    pending_webhooks: 0,
    request: { id: null, idempotency_key: null },
    type: 'customer.created',
  });

  it('accepts an event with the right object and refuses one with another', () => {
    expect(conformance.event(event())).toEqual([]);
    expect(conformance.event({ ...event(), type: 'product.created' })).not.toEqual([]);
    expect(conformance.event({ ...event(), type: 'customer.invented' })).not.toEqual([]);
  });

  it('refuses previous attributes of fields that the object does not have', () => {
    const changed = (previous_attributes: object) => ({
      ...event(),
      type: 'customer.updated',
      data: { object: { ...customer }, previous_attributes: { ...previous_attributes } },
    });
    expect(conformance.event(changed({ name: null }))).toEqual([]);
    expect(conformance.event(changed({ colour: null }))).not.toEqual([]);
  });
});

describe('the judge of parameters', () => {
  it('accepts and refuses by the SDK’s type', () => {
    expect(conformance.params('PriceCreateParams', { currency: 'usd', unit_amount_decimal: '0.1' })).toEqual(
      [],
    );
    expect(conformance.params('PriceCreateParams', { currency: 'usd', unit_amount: '1' })).not.toEqual([]);
    expect(conformance.params('PriceCreateParams', { unit_amount: 1 })).not.toEqual([]);
    expect(conformance.params('InventedParams', {})).not.toEqual([]);
  });
});

it('a strict emulator fails loudly when its own answer is wrong', async () => {
  const { id } = await emulator.stripe.customers.create();
  const database = new DatabaseSync(join(emulator.dataDir, 'stripe.sqlite'));
  database.prepare("update objects set data = json_set(data, '$.colour', 'red') where id = ?").run(id);
  database.close();
  await expect(emulator.stripe.customers.retrieve(id)).rejects.toMatchObject({
    statusCode: 500,
    code: 'emulator_schema_mismatch',
  });
  // The event of a change carries the object too: the change is refused as a whole.
  await expect(emulator.stripe.customers.update(id, { name: 'x' })).rejects.toMatchObject({
    statusCode: 500,
  });
  expect(emulator.service.breaches).toHaveLength(2);
});
