import { expect, it } from 'vitest';
import { auditUrl, readAuditSearch } from './audit-url';

it('reads a search from an address and writes it there again', () => {
  const query = { q: ' needle ', action: 'api_key', via: '', from: '2026-11-01', cursor: 'abc', other: 'x' };
  const { typed, filter, errors, cursor } = readAuditSearch(query);
  expect(typed).toEqual({ q: 'needle', action: 'api_key', from: '2026-11-01' });
  expect(filter).toMatchObject({ q: 'needle', action: 'api_key', from: '2026-11-01' });
  expect([errors, cursor]).toEqual([{}, 'abc']);
  expect(auditUrl('/admin/audit-log', typed)).toBe(
    '/admin/audit-log?q=needle&action=api_key&from=2026-11-01',
  );
  expect(auditUrl('/admin/audit-log', {})).toBe('/admin/audit-log');
  expect(auditUrl('/x', { q: 'a&b' }, { cursor: 'c' })).toBe('/x?q=a%26b&cursor=c');
});

it('keeps what was typed beside what is wrong with it', () => {
  const { typed, filter, errors } = readAuditSearch({ actor: 'nora', from: 'yesterday', via: 'pigeon' });
  expect(typed).toEqual({ actor: 'nora', from: 'yesterday', via: 'pigeon' });
  expect(filter).toBeNull();
  expect(Object.keys(errors).sort()).toEqual(['actor', 'from', 'via']);
  expect(errors.actor).toBe('Enter an id or an email address.');
});

it('looks at no field that the page does not have', () => {
  expect(readAuditSearch({ organization: 'x', q: ['a', 'b'] }, ['q']).filter).toEqual({});
});
