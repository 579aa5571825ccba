import { Writable } from 'node:stream';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeLogger } from './logger';
import { redacted, redactedText } from './redacted';

// None of them is real; each has the shape of what it is called.
const jwt = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxMjMifQ.c2lnbmF0dXJlLW9mLWl0';
const secrets = {
  jwt,
  refresh: 'v1refreshtokenvalue',
  apiKey: 'fh_live_4f6a8b2c9d1e4f6a8b2c9d1e',
  extension: 'fh_ext_7f6a8b2c9d1e4f6a8b2c9d1e',
  stripe: 'sk_test_9d1e4f6a8b2c',
  webhook: 'whsec_9d1e4f6a8b2c9d1e',
  supabase: 'sb_secret_9d1e4f6a8b2c',
  resend: 're_9d1e4f6a8b2c9d1e',
  cookie: 'base64-eyJhY2Nlc3NfdG9rZW4iOiJleUpoYkdj',
  password: 'correct horse battery',
  database: 'pw4database',
  code: 'pkce-code-7731',
  hash: 'tokenhash-5512',
  otp: '381654',
  recovery: 'ABCD-EFGH-1234',
  email: 'nora@example.test',
};

describe('a log', () => {
  let lines: string[] = [];
  const log = makeLogger(
    'trace',
    new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk));
        done();
      },
    }),
  );
  beforeEach(() => {
    lines = [];
  });

  const request = {
    method: 'POST',
    url: `https://foothold.example/auth/confirm?token_hash=${secrets.hash}&type=signup&code=${secrets.code}`,
    headers: {
      Authorization: `Bearer ${jwt}`,
      cookie: `sb-foothold-auth-token=${secrets.cookie}`,
      'Set-Cookie': [`a=${secrets.refresh}`],
      'X-API-Key': secrets.apiKey,
      'stripe-signature': `t=1,v1=${secrets.refresh}`,
    },
    body: {
      email: secrets.email,
      password: secrets.password,
      newPassword: secrets.password,
      otp: secrets.otp,
      recoveryCodes: [secrets.recovery],
      nested: { deeper: { still: { access_token: jwt, refreshToken: secrets.refresh } } },
    },
  };
  const error = Object.assign(
    new Error(`refused ${secrets.apiKey} of ${secrets.email}`, {
      cause: new AggregateError(
        [new Error(`cannot reach postgresql://foothold_app:${secrets.database}@db.example/postgres`)],
        `Authorization: Bearer ${secrets.extension}`,
      ),
    }),
    {
      config: { headers: new Headers({ authorization: `Bearer ${secrets.stripe}` }) },
      secret: secrets.webhook,
    },
  );

  it.each<[string, () => void]>([
    ['a request', () => log.info({ request }, 'asked')],
    ['an error', () => log.error({ err: error }, 'failed')],
    ['an error by itself', () => log.error(error)],
    ['a sentence', () => log.warn(`got ${secrets.supabase}, ${secrets.resend} and ${jwt}`)],
    ['a sentence with parts', () => log.warn('got %s of %s', secrets.webhook, secrets.email)],
    [
      'a map and headers',
      () =>
        log.info({
          map: new Map([['api_key', secrets.refresh]]),
          all: new Headers(request.headers as never),
        }),
    ],
  ])('of %s has none of its secrets', (_, write) => {
    write();
    const written = lines.join('');
    expect(written).not.toBe('');
    for (const [name, secret] of Object.entries(secrets))
      expect([name, written.includes(secret)]).toEqual([name, false]);
    for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
  });

  it('still tells what is no secret', () => {
    log.error(
      { err: error, code: 'P2002', status: 503, llmTokens: 12, hasPassword: true, dependency: 'cache' },
      'failed',
    );
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'error',
      msg: 'failed',
      code: 'P2002',
      status: 503,
      llmTokens: 12,
      hasPassword: true,
      dependency: 'cache',
      err: {
        type: 'Error',
        message: 'refused fh_live_[removed] of [removed]',
        stack: expect.stringContaining('at '),
      },
    });
  });
});

describe('what may be logged of a value', () => {
  it('ends where it refers to itself', () => {
    const self: Record<string, unknown> = { name: 'x' };
    self.self = self;
    expect(JSON.stringify(redacted(self))).toContain('[deeper]');
  });

  it('takes no long list and no bytes along', () => {
    expect(redacted(Array.from({ length: 10_000 }, () => 1))).toHaveLength(200);
    expect(redacted({ body: Buffer.from('x') })).toEqual({ body: '[bytes]' });
  });

  it('does not change what was given', () => {
    const given = { password: 'x', list: [{ token: 'y' }] };
    redacted(given);
    expect(given).toEqual({ password: 'x', list: [{ token: 'y' }] });
  });
});

describe('a text', () => {
  it.each([
    ['GET /auth/callback?code=abc&next=%2Fjobs', 'GET /auth/callback?code=[removed]&next=%2Fjobs'],
    [
      '/sign-in?next=%2Fauth%2Fconfirm%3Ftoken_hash%3Dabc',
      '/sign-in?next=%2Fauth%2Fconfirm%3Ftoken_hash%3D[removed]',
    ],
    ['postgresql://app:pw@db/x', 'postgresql://app:[removed]@db/x'],
    ['{"a":"Bearer abc","b":1}', '{"a":"Bearer [removed]","b":1}'],
    ['status code 401 of /api/jobs', 'status code 401 of /api/jobs'],
    ['{"code":"P2002"}', '{"code":"P2002"}'],
    ['2026-11-26T00:00:00.000Z', '2026-11-26T00:00:00.000Z'],
  ])('%s is written as %s', (given, written) => {
    expect(redactedText(given)).toBe(written);
  });

  it('that is long and hostile takes no time', () => {
    const began = performance.now();
    for (const hostile of [
      'a.'.repeat(20_000),
      'eyJ'.repeat(20_000),
      '?token='.repeat(10_000),
      `${'x'.repeat(40_000)}@`,
    ])
      redactedText(hostile);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
