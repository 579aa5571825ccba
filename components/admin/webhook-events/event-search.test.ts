import { describe, expect, it } from 'vitest';
import { eventSearchIn, eventsHref } from './event-search';

describe('the search in an address', () => {
  it('is read, with both days included', () => {
    expect(
      eventSearchIn({ status: 'dead', type: ' invoice.* ', from: '2026-11-01', to: '2026-11-30' }).query,
    ).toEqual({
      status: 'dead',
      type: 'invoice.*',
      customer: undefined,
      id: undefined,
      since: new Date('2026-11-01T00:00:00Z'),
      until: new Date('2026-12-01T00:00:00Z'),
    });
  });

  it.each([{ status: 'everything' }, { from: 'yesterday' }, { to: '2026-13-45' }, { type: ['a', 'b'] }])(
    'looks for nothing by what it does not understand: %o',
    (params) => {
      expect(Object.values(eventSearchIn(params).query).filter((value) => value !== undefined)).toEqual([]);
    },
  );

  it('is written without what is empty', () => {
    expect(eventsHref({ status: 'dead', type: '', cursor: 'a=b' })).toBe(
      '/admin/webhook-events?status=dead&cursor=a%3Db',
    );
    expect(eventsHref({ status: '' })).toBe('/admin/webhook-events');
  });
});
