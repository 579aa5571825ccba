import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EnvironmentError, parseEnvironment } from '.';

const hosted = {
  NODE_ENV: 'production',
  APP_URL: 'https://foothold.example/',
  DATABASE_URL: 'postgresql://foothold_app:pw@db.example:5432/postgres?sslmode=verify-full',
  SUPABASE_URL: 'https://project.supabase.example',
  SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_0123456789',
  SUPABASE_SECRET_KEY: 'sb_secret_0123456789',
  UPSTASH_REDIS_REST_URL: 'https://redis.example',
  UPSTASH_REDIS_REST_TOKEN: 'token',
  STRIPE_SECRET_KEY: 'sk_live_0123456789',
  STRIPE_WEBHOOK_SECRET: 'whsec_0123456789',
  RESEND_API_KEY: 're_0123456789',
  MAIL_FROM: 'Foothold <billing@foothold.example>',
};

describe('the environment', () => {
  it('is parsed, with its defaults', () => {
    expect(parseEnvironment(hosted)).toMatchObject({
      APP_URL: 'https://foothold.example',
      LOG_LEVEL: 'info',
      FF_STRIPE_WEBHOOKS_ENABLED: true,
    });
  });

  it('names each missing and each wrong variable in a sentence, and never a value', () => {
    const { SUPABASE_URL: _, ...rest } = hosted;
    const wrong = { ...rest, STRIPE_SECRET_KEY: 'pk_live_oops', APP_URL: '' };
    expect(() => parseEnvironment(wrong)).toThrow(EnvironmentError);
    const message = messageOf(() => parseEnvironment(wrong));
    expect(message).toContain('SUPABASE_URL is missing.');
    expect(message).toContain('APP_URL is missing.');
    expect(message).toContain('STRIPE_SECRET_KEY is wrong');
    expect(message).not.toContain('pk_live_oops');
  });
});

describe('the ids of extensions', () => {
  const ids = (given: string) => parseEnvironment({ ...hosted, EXTENSION_IDS: given }).EXTENSION_IDS;

  it('are none unless set, else exactly those listed', () => {
    expect(parseEnvironment(hosted).EXTENSION_IDS).toEqual([]);
    expect(ids(`${'a'.repeat(32)}, ${'p'.repeat(32)},`)).toEqual(['a'.repeat(32), 'p'.repeat(32)]);
  });

  it.each([
    '*',
    'a'.repeat(31),
    'a'.repeat(33),
    'q'.repeat(32),
    'A'.repeat(32),
    `chrome-extension://${'a'.repeat(32)}`,
  ])('are refused as %s', (given) => {
    expect(messageOf(() => ids(given))).toContain('EXTENSION_IDS');
  });
});

describe('a production build', () => {
  it.each([
    ['SUPABASE_URL', 'http://127.0.0.1:24321'],
    ['SUPABASE_PUBLISHABLE_KEY', 'sb_publishable_local_foothold'],
    ['SUPABASE_SECRET_KEY', 'sb_secret_local_foothold'],
    ['UPSTASH_REDIS_REST_URL', 'http://localhost:24322'],
    ['UPSTASH_REDIS_REST_TOKEN', 'upstash_local_foothold'],
    ['STRIPE_SECRET_KEY', 'sk_test_local_foothold'],
    ['STRIPE_WEBHOOK_SECRET', 'whsec_local_foothold'],
    ['STRIPE_API_URL', 'http://127.0.0.1:24324'],
    ['RESEND_API_KEY', 're_local_foothold'],
    ['RESEND_API_URL', 'http://127.0.0.1:24325'],
  ])('refuses to start when %s points at an emulator', (name, value) => {
    expect(messageOf(() => parseEnvironment({ ...hosted, [name]: value }))).toContain(
      `${name} points at a local emulator, and a production build does not start against one.`,
    );
  });

  it('is what runs where NODE_ENV is not set, as for the worker', () => {
    const emulated = { ...hosted, NODE_ENV: undefined, SUPABASE_URL: 'http://127.0.0.1:24321' };
    expect(() => parseEnvironment(emulated)).toThrow(/SUPABASE_URL points at a local emulator/);
  });

  it('may use emulators only as the local stack on this very machine', () => {
    const emulated = { ...hosted, STRIPE_API_URL: 'http://127.0.0.1:24324', FOOTHOLD_STACK: 'local' };
    expect(() => parseEnvironment(emulated)).toThrow(/STRIPE_API_URL/);
    expect(parseEnvironment({ ...emulated, APP_URL: 'http://localhost:3000' }).FOOTHOLD_STACK).toBe('local');
  });

  it('does not talk to a database elsewhere without being told how to encrypt', () => {
    const plain = { ...hosted, DATABASE_URL: 'postgresql://foothold_app:pw@db.example:5432/postgres' };
    expect(() => parseEnvironment(plain)).toThrow(/DATABASE_URL is wrong: .* must state its sslmode/);
  });

  it('may use a database on its own machine', () => {
    expect(() => parseEnvironment({ ...hosted, DATABASE_URL: 'postgresql://a:b@127.0.0.1/x' })).not.toThrow();
  });
});

it('is described in .env.example, each variable with a line on where to get it', () => {
  const example = readFileSync('.env.example', 'utf8');
  const read = Object.keys(parseEnvironment({ ...hosted, STRIPE_API_URL: undefined })).concat([
    'STRIPE_API_URL',
    'RESEND_API_URL',
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    'METRICS_TOKEN',
    'WORKER_METRICS_PORT',
    'CRON_SECRET',
  ]);
  for (const name of read.filter((each) => each !== 'NODE_ENV')) {
    expect(example, name).toMatch(new RegExp(`^# .+\\n${name}=$`, 'm'));
  }
});

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return '';
}
