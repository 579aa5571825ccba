import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { textWithoutSecrets, withoutSecrets } from './without-secrets';

// None of them is real; each has the shape of what it is called.
const secrets = {
  password: 'correct horse battery',
  jwt: 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxMjMifQ.c2lnbmF0dXJlLW9mLWl0',
  apiKey: 'fh_live_4f6a8b2c9d1e4f6a8b2c9d1e',
  stripe: 'sk_test_9d1e4f6a8b2c',
  webhook: 'whsec_9d1e4f6a8b2c9d1e',
  link: randomBytes(32).toString('base64url'),
  sha256: createHash('sha256').update('x').digest('hex'),
  bcrypt: '$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy',
  argon2: '$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub+b/dWRWJTmaaJObG',
  recovery: 'ABCD-EFGH-1234-5678',
  totp: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
};

describe('what is kept of facts', () => {
  it('is never a secret, by whatever name it stands and however deep', () => {
    const kept = withoutSecrets({
      password: secrets.password,
      newPassword: secrets.password,
      secretHash: secrets.sha256,
      recoveryCodes: [secrets.recovery],
      codes: ['1234-5678'],
      code: '381654',
      key: 'plain words that are a key',
      settings: { deeper: [{ access_token: secrets.jwt, 'X-API-Key': secrets.apiKey }] },
      codeVerifier: secrets.link,
    });
    const text = JSON.stringify(kept);
    for (const secret of [...Object.values(secrets), '381654', '1234-5678', 'plain words'])
      expect([secret, text.includes(secret)]).toEqual([secret, false]);
    // That they were there, and changed, is told.
    expect(Object.keys(kept)).toContain('password');
  });

  it.each(Object.entries(secrets).filter(([name]) => name !== 'password'))(
    'is no %s that stands in a text of another name',
    (_, secret) => {
      const { note } = withoutSecrets({ note: `they sent me ${secret}, what now?` });
      expect(note).not.toContain(secret);
      expect(note).toMatch(/^they sent me .*\[removed\].*, what now\?$/);
    },
  );

  it('is addresses, numbers and everything by which people know things', () => {
    const facts = {
      email: 'nora@example.test',
      emails: ['nora@example.test', 'nora.berg@example.test'],
      invited: 'for nora@example.test',
      limits: { api_keys: 10, llm_tokens: { limit: 5, cap: 'soft' }, api_calls: null },
      features: ['export_csv', 'audit_log'],
      hint: 'fh_test_…a1b2',
      scopes: ['jobs:read'],
      name: 'person-8577a0b9-a623-4d25-9733-588e873d4287',
      address: 'Person-8577a0b9-a623-4d25-9733-588e873d4287@example.test',
      id: '0192a3b4-c5d6-7e8f-9012-3456789abcde',
      subscription: 'sub_1QabcDEFghiJKLmnoPQRstuV',
      hasPassword: true,
      at: '2026-11-26T09:00:00.000Z',
    };
    expect(withoutSecrets(facts)).toEqual(facts);
  });
});

describe('a text that is kept', () => {
  it('is cut where nobody reads on', () => {
    expect(textWithoutSecrets('x'.repeat(50), 10)).toBe(`${'x'.repeat(9)}…`);
    expect(textWithoutSecrets('x'.repeat(10), 10)).toHaveLength(10);
    // Not within a character.
    expect(textWithoutSecrets('🙂'.repeat(50), 10).isWellFormed()).toBe(true);
  });

  it('has nothing that the database refuses', () => {
    expect(textWithoutSecrets('a\0b\ud800c')).toBe('ab\ufffdc');
  });

  it('takes no time, however hostile it is', () => {
    const began = performance.now();
    for (const hostile of ['a-'.repeat(50_000), 'ABCD-'.repeat(20_000), '$2a$'.repeat(20_000)])
      textWithoutSecrets(hostile, 50_000);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
