import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { contentSecurityOf, contentSecurityPolicy, nonceIn, sonnerSheets } from './content-security-policy';

const options = {
  nonce: 'bm9uY2U=',
  isEncrypted: true,
  isDevelopment: false,
  formTargets: ['https://a.example'],
};

describe('the policy of a page', () => {
  it('runs nothing but what bears the nonce and what that loads', () => {
    expect(directive(contentSecurityPolicy(options), 'script-src')).toBe(
      "'self' 'nonce-bm9uY2U=' 'strict-dynamic'",
    );
  });

  it('needs nothing to be inline or evaluated, but attributes of style', () => {
    const policy = contentSecurityPolicy(options);
    expect(policy).not.toContain('unsafe-eval');
    expect(directive(policy, 'style-src-elem')).not.toContain('unsafe');
    for (const name of ['object-src', 'base-uri', 'frame-src', 'frame-ancestors', 'media-src'])
      expect([name, directive(policy, name)]).toEqual([name, "'none'"]);
  });

  it('lets forms lead to this site and to where they are answered to, and nowhere else', () => {
    expect(directive(contentSecurityPolicy(options), 'form-action')).toBe("'self' https://a.example");
  });

  it('asks for encryption only where the site has it', () => {
    expect(contentSecurityPolicy(options)).toMatch(/; upgrade-insecure-requests$/);
    expect(contentSecurityPolicy({ ...options, isEncrypted: false })).not.toContain('upgrade');
  });

  it('lets the tools of development evaluate and style, in development alone', () => {
    const policy = contentSecurityPolicy({ ...options, isDevelopment: true });
    expect(directive(policy, 'script-src')).toContain("'unsafe-eval'");
    // Beside a nonce, `unsafe-inline` would count for nothing.
    expect(directive(policy, 'style-src-elem')).toBe("'self' 'unsafe-inline'");
  });

  it('knows the style sheet of the installed sonner', () => {
    const source = readFileSync('node_modules/sonner/dist/index.mjs', 'utf8');
    const literal = /__insertCSS\(("(?:[^"\\]|\\.)*")\)/.exec(source)?.[1] ?? '""';
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    expect(sonnerSheets).toEqual([hash(''), hash(JSON.parse(literal))]);
  });
});

describe('a request', () => {
  beforeAll(() => {
    vi.stubEnv('APP_URL', 'https://foothold.example');
    for (const [name, value] of Object.entries(hosted)) vi.stubEnv(name, value);
  });

  it('to a page gets a policy with a nonce of its own, as Next reads it', () => {
    const [one, other] = [new Headers(), new Headers()];
    const policy = contentSecurityOf(one, '/jobs');
    expect(one.get('content-security-policy')).toBe(policy);
    expect(nonceIn(policy)).toMatch(/^[\w+/]{22}==$/);
    expect(nonceIn(contentSecurityOf(other, '/jobs'))).not.toBe(nonceIn(policy));
    expect(directive(policy ?? '', 'form-action').split(' ')).toEqual([
      "'self'",
      'https://checkout.stripe.com',
      'https://billing.stripe.com',
      'https://invoice.stripe.com',
      'https://accounts.google.com',
      'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org',
      'https://project.supabase.example',
    ]);
  });

  it('cannot bring a nonce of its own', () => {
    for (const path of ['/jobs', '/api/jobs']) {
      const claimed = new Headers({
        'content-security-policy': "script-src 'nonce-mine'",
        'content-security-policy-report-only': "script-src 'nonce-mine'",
      });
      contentSecurityOf(claimed, path);
      expect([...claimed.values()].join()).not.toContain('nonce-mine');
    }
  });

  it('to the API gets none: nothing runs there', () => {
    const headers = new Headers();
    expect(contentSecurityOf(headers, '/api/jobs')).toBeNull();
    expect(contentSecurityOf(headers, '/api/billing/plans')).toBeNull();
    expect(headers.has('content-security-policy')).toBe(false);
  });
});

const hosted = {
  NODE_ENV: 'production',
  EXTENSION_IDS: 'abcdefghijklmnopabcdefghijklmnop',
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

function directive(policy: string, name: string): string {
  const found = policy.split('; ').find((each) => each.startsWith(`${name} `));
  return found?.slice(name.length + 1) ?? '';
}
