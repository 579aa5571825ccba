import { describe, expect, it } from 'vitest';
import { changeRows, momentWords, targetWords, viaWords, whoWords } from './event-words';

const nora = { id: '0192a3b4-c5d6-7e8f-9012-000000000001', email: 'nora@example.test' };

describe('an event in words', () => {
  it('says who did it', () => {
    expect(whoWords({ actor: nora, via: 'session' })).toBe('nora@example.test');
    expect(whoWords({ actor: { ...nora, email: null }, via: 'session' })).toBe(nora.id);
    expect(whoWords({ actor: null, via: 'system' })).toBe('Foothold');
    expect(whoWords({ actor: null, via: 'script' })).toBe('An operator’s command');
  });

  it('says what it was done to, unless that is who did it', () => {
    const target = { kind: 'user', id: nora.id, label: nora.email };
    expect(targetWords({ actor: nora, target })).toBeNull();
    expect(targetWords({ actor: null, target })).toBe(nora.email);
    const key = { kind: 'api_key', id: 'k', label: 'Nightly import' };
    expect(targetWords({ actor: nora, target: key })).toBe('Nightly import');
  });

  it('says when, in UTC and to the second, and by what', () => {
    expect(momentWords('2026-11-26T00:05:09.123Z')).toBe('Nov 26, 2026, 00:05:09');
    expect(viaWords('api_key')).toBe('By an API key');
    expect(viaWords('something new')).toBe('something new');
  });
});

describe('what changed, field by field', () => {
  it('has both sides of each', () => {
    const rows = changeRows({
      before: { requiresSecondFactor: false, name: 'Before', expiresAt: null },
      after: { requiresSecondFactor: true, name: 'After', expiresAt: '2026-12-01T00:00:00.000Z' },
    });
    expect(rows).toEqual([
      { field: 'Requires second factor', before: 'No', after: 'Yes' },
      { field: 'Name', before: 'Before', after: 'After' },
      { field: 'Expires at', before: 'Nothing', after: 'Dec 1, 2026, 00:00:00' },
    ]);
  });

  it('goes into what is nested, and leaves out what is the same there', () => {
    const rows = changeRows({
      before: { api_keys: { mail: true, banner: true }, scopes: ['jobs:read'] },
      after: { api_keys: { mail: false, banner: true }, scopes: ['jobs:read', 'jobs:write'], limit: 12_000 },
    });
    expect(rows).toEqual([
      { field: 'api_keys › mail', before: 'Yes', after: 'No' },
      { field: 'Scopes', before: 'jobs:read', after: 'jobs:read, jobs:write' },
      { field: 'Limit', before: null, after: '12,000' },
    ]);
  });

  it('is nothing where nothing was kept', () => {
    expect(changeRows({ before: null, after: null })).toEqual([]);
    expect(changeRows({ before: {}, after: {} })).toEqual([]);
  });
});
