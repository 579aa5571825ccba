import { describe, expect, it } from 'vitest';
import { endpoints } from '@/lib/openapi';
import { config } from '@/middleware';

const passes = (path: string) => config.matcher.some((pattern) => new RegExp(`^${pattern}$`).test(path));
const around = endpoints
  .filter(({ path }) => !passes(path.replaceAll(/\{(\w+)\}/g, '$1')))
  .map(({ path }) => path);

describe('the middleware', () => {
  it('is passed by every endpoint but those that machines call, which prove themselves or tell nothing', () => {
    expect(new Set(around)).toEqual(
      new Set([
        '/api/billing/webhooks/stripe',
        '/api/health/live',
        '/api/health/ready',
        '/api/metrics',
        '/api/cron/{task}',
      ]),
    );
  });

  it.each([
    '/api/cron/billing.process_webhook_events',
    '/api/webhook/stripe',
    '/icon.svg',
    '/_next/static/x.js',
  ])('leaves %s alone', (path) => {
    expect(passes(path)).toBe(false);
  });

  it.each([
    '/',
    '/jobs',
    '/api/jobs',
    '/api/health',
    '/api/health/other',
    '/api/health/%E0%A4%A',
    '/api/cron/%E0%A4%A',
    '/api/cron/a/b',
    '/api/billing/webhooks/other',
    '/api/metrics/x',
    '/a/icon.svg',
  ])('is passed by %s', (path) => {
    expect(passes(path)).toBe(true);
  });
});
