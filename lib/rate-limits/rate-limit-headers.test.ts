import { expect, it } from 'vitest';
import { rateLimitHeaders } from './rate-limit-headers';

it('tells the policy, what is left and when, in both forms', () => {
  const standing = { limit: 60, windowMs: 60_000, passed: true, remaining: 12, seconds: 34 };
  expect(rateLimitHeaders('session', standing, 1_800_000_000_000)).toEqual({
    'RateLimit-Policy': '"session";q=60;w=60',
    RateLimit: '"session";r=12;t=34',
    'X-RateLimit-Limit': '60',
    'X-RateLimit-Remaining': '12',
    'X-RateLimit-Reset': '1800000034',
  });
});
