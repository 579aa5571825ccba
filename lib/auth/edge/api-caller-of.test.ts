import { expect, it } from 'vitest';
import { problems } from '@/lib/http';
import { apiCallerOf } from './api-caller-of';
import type { EdgeSession } from './session-of';

const pass = { kind: 'pass' } as const;
const bearer: EdgeSession = { state: 'signed-in', writes: [], bearerUserId: 'somebody' };

it.each(['/api/jobs', '/api/jobs/1', '/api/subscriptions/current', '/v1/subscription/me'])(
  'counts %s',
  (path) => {
    expect(apiCallerOf(path, bearer, pass)).toBe('somebody');
  },
);

it.each(['/', '/jobs', '/api/billing/plans', '/api/openapi.json'])('does not count %s', (path) => {
  expect(apiCallerOf(path, bearer, pass)).toBeUndefined();
});

it('does not count what the site asks for itself, nor what is refused here', () => {
  expect(apiCallerOf('/api/jobs', { state: 'signed-in', writes: [] }, pass)).toBeUndefined();
  const refused = { kind: 'refuse', problem: problems.notFound() } as const;
  expect(apiCallerOf('/api/jobs', bearer, refused)).toBeUndefined();
});
