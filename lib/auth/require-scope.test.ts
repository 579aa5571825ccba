import { expect, it } from 'vitest';
import { endpoints } from '@/lib/openapi';
import { requireScope } from './require-scope';
import { scopes } from './scopes';

it('a session does what its role allows', () => {
  for (const scope of [undefined, ...scopes])
    expect(() => requireScope({ scopes: null }, scope)).not.toThrow();
});

it('each scope is good for itself alone, and the refusal names what is missing', () => {
  for (const given of scopes) {
    for (const asked of scopes) {
      const ask = () => requireScope({ scopes: [given] }, asked);
      if (given === asked) expect(ask).not.toThrow();
      else expect(ask).toThrow(expect.objectContaining({ status: 403, extras: { requiredScope: asked } }));
    }
  }
});

it('what every credential may do about itself takes no scope', () => {
  expect(() => requireScope({ scopes: [] }, 'any')).not.toThrow();
});

it('no scope is good for what is for sessions alone', () => {
  expect(() => requireScope({ scopes }, undefined)).toThrow(
    expect.objectContaining({ status: 403, code: 'forbidden' }),
  );
});

it('what changes something by key is saved jobs, reminders of them and reported usage, and nothing else', () => {
  const changing = endpoints.filter(({ scope, method }) => scope && scope !== 'any' && method !== 'GET');
  expect(changing.map(({ scope, operationId }) => `${scope} ${operationId}`)).toEqual([
    'jobs:write createJob',
    'jobs:write updateJob',
    'jobs:write replaceJob',
    'jobs:write deleteJob',
    'jobs:write bulkJobs',
    'jobs:write createReminder',
    'jobs:write updateReminder',
    'jobs:write deleteReminder',
    'usage:write ingestUsageEvents',
  ]);
});

it('a scope that only reads changes nothing, and only sessions are asked for one', () => {
  for (const { scope, method, auth } of endpoints.filter((each) => each.scope && each.scope !== 'any')) {
    expect(auth).toBe('session');
    expect(scope?.endsWith(':read')).toBe(method === 'GET');
  }
});
