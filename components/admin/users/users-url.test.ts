import { describe, expect, it } from 'vitest';
import { columnsIn, columnsText } from './user-columns';
import { isFiltered, usersFileUrl, usersUrl, usersView } from './users-url';

describe('the address of the list of people', () => {
  it('is bare while all is as usual', () => {
    expect(usersUrl(usersView({}))).toBe('/admin/users');
    expect(isFiltered(usersView({ sort: 'email', columns: 'plan' }).filter)).toBe(false);
  });

  it.each([
    '?q=nora+berg&status=suspended&plan=pro&verified=false&pastDue=true',
    '?createdFrom=2025-01-01&createdTo=2025-02-28&seenFrom=2025-03-01&seenTo=2025-03-02',
    '?sort=seen&order=asc&columns=plan.customer&cursor=abc',
    '?sort=email',
    '?order=asc&columns=none',
  ])('brings the same view back: %s', (query) => {
    const params = Object.fromEntries(new URLSearchParams(query));
    expect(usersUrl(usersView(params))).toBe(`/admin/users${query}`);
  });

  it('leaves out what makes no sense, and keeps the rest', () => {
    expect(
      usersView({
        q: ['  nora\u0000 ', 'b'],
        status: 'gone',
        plan: '',
        verified: 'maybe',
        createdFrom: '2025-13-01',
        seenTo: '2025-03-02',
        sort: 'name',
        order: 'up',
        columns: 'a.b',
      }),
    ).toEqual({
      filter: { q: 'nora', seenTo: '2025-03-02' },
      order: { sort: 'created', order: 'desc' },
      columns: null,
      cursor: null,
    });
    expect(usersView({ q: 'x'.repeat(201) }).filter).toEqual({});
  });

  it('of the file has what is filtered alone', () => {
    const view = usersView({ q: 'a&b', sort: 'seen', cursor: 'abc', columns: 'plan' });
    expect(usersFileUrl(view.filter)).toBe('/api/admin/users/export?q=a%26b');
    expect(usersFileUrl({})).toBe('/api/admin/users/export');
  });
});

describe('columns', () => {
  it('keep their order, however they were chosen', () => {
    expect(columnsText(['seen', 'status', 'plan'])).toBe('status.plan.seen');
    expect(columnsIn('seen.status.nonsense')).toEqual(['status', 'seen']);
  });

  it('can be none, which is something else than no choice', () => {
    expect(columnsIn(columnsText([]))).toEqual([]);
    expect(columnsIn('')).toBeNull();
    expect(columnsIn(undefined)).toBeNull();
  });
});
