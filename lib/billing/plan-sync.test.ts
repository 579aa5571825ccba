import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue } from '@/lib/plans';
import { type Fields, type FoundThing, planSync, type SyncStep } from './plan-sync';
import { planWords } from './sync-words';
import { type Wanted, wantedAccount } from './wanted-account';

const { things } = wantedAccount(catalogue.plans, 'https://foothold.example');

const named = (kind: Wanted['kind'], name: string) => {
  const thing = things.find((each) => each.kind === kind && each.name === name);
  if (!thing) throw new Error(`Nobody wants a ${kind} ${name}.`);
  return thing;
};
const price = named('price', 'pro_month');
const product = named('product', 'foothold_pro');
const meter = named('meter', 'foothold_runs_overage');
const endpoint = named('webhook endpoint', 'https://foothold.example/api/billing/webhooks/stripe');

/** A thing as the account has it once it was made. */
function made({ kind, name, fields }: Wanted, changes: Partial<FoundThing> = {}): FoundThing {
  const claim = kind === 'price' || kind === 'product' ? 'marked' : 'unmarked';
  return { kind, name, id: `${kind} ${name}`, claim, ...changes, fields: { ...fields, ...changes.fields } };
}

const words = (wanted: Wanted[], found: FoundThing[]) => planWords(planSync(wanted, found));

describe('planSync', () => {
  it('makes everything in an empty account, what others need first', () => {
    const { steps } = planSync(things, []);
    expect(steps).toHaveLength(things.length);
    expect(new Set(steps.map(({ action }) => action))).toEqual(new Set(['create']));
    const kinds = steps.flatMap((step) => (step.action === 'create' ? [step.thing.kind] : []));
    expect([...new Set(kinds)]).toEqual([
      'meter',
      'product',
      'price',
      'portal configuration',
      'webhook endpoint',
    ]);
  });

  it('has nothing to do where all is as it is to be', () => {
    expect(
      words(
        things,
        things.map((thing) => made(thing)),
      ),
    ).toEqual([`= ${things.length} unchanged, nothing to do`]);
  });

  it.each([
    [
      'changes what can be changed',
      [product],
      [made(product, { fields: { name: 'Old' } })],
      '~ product foothold_pro name: Old → Foothold Pro',
    ],
    [
      'puts a new price in the place of one that costs something else',
      [price],
      [made(price, { fields: { amount: '1900' } })],
      '~ price pro_month amount: 1900 → 2900 (a new one in the place of price pro_month)',
    ],
    [
      'takes up again what was archived',
      [price],
      [made(price, { fields: { active: 'no' } })],
      '~ price pro_month active: no → yes',
    ],
    [
      'takes up a meter again',
      [meter],
      [made(meter, { fields: { active: 'no' } })],
      '~ meter foothold_runs_overage active: no → yes',
    ],
    [
      'tells of a list only what comes and goes',
      [endpoint],
      [
        made(endpoint, {
          fields: { events: `${endpoint.fields.events?.replace('invoice.paid, ', '')}, price.created` },
        }),
      ],
      `~ webhook endpoint ${endpoint.name} events: +invoice.paid −price.created`,
    ],
    [
      'puts a new endpoint in the place of one of another version',
      [endpoint],
      [made(endpoint, { id: 'we_1', fields: { 'API version': '2020-08-27' } })],
      `~ webhook endpoint ${endpoint.name} API version: 2020-08-27 → 2026-10-28.endive (a new one in the place of we_1)`,
    ],
    [
      'archives a price that is sold no more',
      [],
      [made(price, { id: 'price_1' })],
      '- price pro_month price_1',
    ],
    [
      'archives a price that a death left behind',
      [],
      [made(price, { id: 'price_1', name: '' })],
      '- price price_1',
    ],
    [
      'archives a product that is sold no more',
      [],
      [made(product, { id: 'foothold_pro' })],
      '- product foothold_pro',
    ],
    [
      'switches off the endpoint that a death left running beside the new one',
      [endpoint],
      [made(endpoint), made(endpoint, { id: 'we_1', fields: { 'API version': '' } })],
      `- webhook endpoint ${endpoint.name} we_1`,
    ],
  ] satisfies [string, Wanted[], FoundThing[], string][])('%s', (_case, wanted, found, line) => {
    expect(words(wanted, found)).toEqual([line, expect.stringMatching(/^= \d unchanged$/)]);
  });

  it.each([
    ['a price on our product that somebody made by hand', made(price, { name: '', claim: 'unmarked' })],
    ['a price of somebody else’s product', made(price, { name: 'their_month', claim: 'foreign' })],
    ['a product that we have not marked', made(product, { name: 'theirs', claim: 'unmarked' })],
    ['a meter that counts what is not billed any more', made(meter)],
    ['an endpoint of another address', made(endpoint, { name: 'https://other.example/hook' })],
    ['what is archived already', made(price, { fields: { active: 'no' } })],
  ])('leaves alone %s', (_case, found) => {
    expect(words([], [found])).toEqual(['= 0 unchanged, nothing to do']);
  });

  it('leaves a second endpoint alone that fits as well, while the secret is being changed', () => {
    expect(planSync([endpoint], [made(endpoint), made(endpoint, { id: 'we_2' })]).steps).toEqual([]);
  });

  it('does not take over what somebody else calls as we do, nor what cannot be changed', () => {
    const { steps, conflicts } = planSync(
      [price, meter],
      [
        made(price, { id: 'price_9', claim: 'foreign' }),
        made(meter, { id: 'mtr_9', fields: { 'sums up': 'count' } }),
      ],
    );
    expect(steps).toEqual([]);
    expect(conflicts).toEqual([
      'The meter foothold_runs_overage is mtr_9 and has sums up count instead of sum, which Stripe cannot change. Deactivate it first.',
      'The price pro_month is price_9, which is not Foothold’s. Give that one another name first.',
    ]);
  });
});

describe('a plan, done to any account', () => {
  const someWanted = fc.subarray(things);
  const someFound = fc
    .array(
      fc.record({
        thing: fc.constantFrom(...things),
        claim: fc.constantFrom('marked' as const, 'unmarked' as const, 'foreign' as const),
        active: fc.constantFrom('yes', 'yes', 'no'),
        nameless: fc.boolean(),
        spoiled: fc.option(fc.nat(6)),
      }),
      { maxLength: 60 },
    )
    .map((all) => oneOfEachUniqueName(all.map(found)));

  it('leaves nothing to do, and what is not ours as it was', () => {
    fc.assert(
      fc.property(someWanted, someFound, (wanted, before) => {
        const plan = planSync(wanted, before);
        const after = plan.steps.reduce(done, before);
        const next = planSync(wanted, after);
        expect(next.steps).toEqual([]);
        expect(next.conflicts).toEqual(plan.conflicts);
        for (const thing of before) if (thing.claim === 'foreign') expect(after).toContainEqual(thing);
        // Nothing is lost: archived is not deleted.
        expect(after.length).toBeGreaterThanOrEqual(before.length);
      }),
      { numRuns: 300 },
    );
  });

  it('can be broken off after any step and gone on with', () => {
    fc.assert(
      fc.property(someWanted, someFound, fc.nat(80), (wanted, before, steps) => {
        const halfWay = planSync(wanted, before).steps.slice(0, steps).reduce(done, before);
        const after = planSync(wanted, halfWay).steps.reduce(done, halfWay);
        expect(planSync(wanted, after).steps).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

type Drawn = {
  thing: Wanted;
  claim: FoundThing['claim'];
  active: string;
  nameless: boolean;
  spoiled: number | null;
};

function found({ thing, claim, active, nameless, spoiled }: Drawn, index: number): FoundThing {
  const { kind, name, fields } = thing;
  const field = spoiled === null ? undefined : Object.keys(fields)[spoiled];
  return {
    kind,
    id: kind === 'product' ? name : `id_${index}`,
    name: kind === 'price' && nameless ? '' : name,
    // Only a price can be found under our name and be somebody else's: a product's id is ours.
    claim: kind !== 'price' && claim === 'foreign' ? 'unmarked' : claim,
    fields: { ...fields, active, ...(field && field !== 'active' ? { [field]: 'something else' } : {}) },
  };
}

/** As Stripe itself sees to: one product per id, one price per lookup key, one active meter per event name. */
function oneOfEachUniqueName(all: FoundThing[]): FoundThing[] {
  const taken = new Set<string>();
  return all.filter(({ kind, name, fields }) => {
    const isUnique = kind === 'product' || (kind === 'price' && name !== '') || kind === 'meter';
    const key = `${kind} ${name} ${kind === 'meter' ? fields.active : ''}`;
    if (!isUnique) return true;
    if (taken.has(key)) return false;
    taken.add(key);
    return true;
  });
}

/** What Stripe does, as far as a plan sees it. It lists the newest first. */
function done(account: FoundThing[], step: SyncStep): FoundThing[] {
  const fresh = (): FoundThing[] =>
    'thing' in step ? [{ ...step.thing, id: `new_${account.length}`, claim: 'marked' }] : [];
  const changed = (fields: Fields, name?: string) =>
    account.map((each) =>
      'found' in step && each === step.found
        ? { ...each, name: name ?? each.name, fields: { ...each.fields, ...fields } }
        : each,
    );
  switch (step.action) {
    case 'create':
      return [...fresh(), ...account];
    case 'update':
      return changed(step.thing.fields);
    case 'replace':
      // The new price takes the lookup key along.
      return [...fresh(), ...changed({ active: 'no' }, step.thing.kind === 'price' ? '' : undefined)];
    case 'archive':
      return changed({ active: 'no' });
  }
}
