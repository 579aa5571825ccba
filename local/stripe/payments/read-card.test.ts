import { describe, expect, it } from 'vitest';
import { readCard } from './read-card';

const now = Date.UTC(2027, 5, 15) / 1000;
const good = { number: '4242 4242 4242 4242', expiry: '06 / 27', cvc: '123' };

describe('readCard', () => {
  it('reads what people type', () => {
    const card = { number: '4242424242424242', expMonth: 6, expYear: 2027, cvc: '123' };
    expect(readCard(good, now)).toEqual(card);
    expect(readCard({ ...good, expiry: '6/2027' }, now)).toEqual(card);
    expect(readCard({ ...good, expiry: '0627' }, now)).toEqual(card);
  });

  it.each([
    [{ number: '4242' }, 'number'],
    [{ number: '4242 4242 4242 4241' }, 'number'],
    [{ number: 'abcd efgh ijkl mnop' }, 'number'],
    [{ expiry: '13/30' }, 'expiry'],
    [{ expiry: '' }, 'expiry'],
    [{ expiry: '05/27' }, 'expiry'],
    [{ cvc: '12' }, 'cvc'],
  ])('names the field that cannot be right in %j', (change, field) => {
    expect(readCard({ ...good, ...change }, now)).toMatchObject({ field });
  });
});
