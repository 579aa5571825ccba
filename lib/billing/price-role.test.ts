import { describe, expect, it } from 'vitest';
import { type KnownPrice, priceRole, type RolePrice } from './price-role';

const prices = new Map<string, KnownPrice>([['team_month', { planId: 'team', interval: 'month' }]]);
const role = (lookup_key: string | null, metadata: RolePrice['metadata'] = {}) =>
  priceRole({ lookup_key, metadata }, prices);

describe('priceRole', () => {
  it('knows a plan by the key of the catalogue, and by metadata once the key was handed on', () => {
    const team = { kind: 'plan', planId: 'team', interval: 'month' };
    expect(role('team_month')).toEqual(team);
    expect(role(null, { planId: 'team', interval: 'month' })).toEqual(team);
  });

  it.each(['month', 'six_months', 'year'])('takes neither seats nor use by %s for the plan', (interval) => {
    expect(role(`team_seat_${interval}`)).toEqual({ kind: 'seat' });
    expect(role(`team_api_calls_${interval}`)).toEqual({ kind: 'metered' });
  });

  it('knows them by metadata too', () => {
    expect(role(null, { part: 'seat', partOf: 'team' })).toEqual({ kind: 'seat' });
    expect(role(null, { part: 'runs', partOf: 'team' })).toEqual({ kind: 'metered' });
  });

  it.each([
    ['consulting', {}],
    [null, {}],
    [null, { planId: 'gold', interval: 'month' }],
    ['gold_seat_month', {}],
  ] as const)('does not know %s %o', (key, metadata) => expect(role(key, metadata)).toBeUndefined());
});
