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

// A table is too long for an address: it is read by POST, and nothing is kept of it.
const readsByPost = ['previewJobImport'];

it('what changes something by key is saved jobs and what belongs to them, and reported usage, and nothing else', () => {
  const changing = endpoints.filter(
    ({ scope, method, operationId }) =>
      scope && scope !== 'any' && method !== 'GET' && !readsByPost.includes(operationId),
  );
  expect(changing.map(({ scope, operationId }) => `${scope} ${operationId}`).toSorted()).toEqual([
    'jobs:write bulkJobs',
    'jobs:write cancelJobImport',
    'jobs:write captureJob',
    'jobs:write createContact',
    'jobs:write createInterview',
    'jobs:write createJob',
    'jobs:write createReminder',
    'jobs:write deleteContact',
    'jobs:write deleteInterview',
    'jobs:write deleteJob',
    'jobs:write deleteReminder',
    'jobs:write dismissDuplicate',
    'jobs:write importJobs',
    'jobs:write mergeJobs',
    'jobs:write replaceContact',
    'jobs:write replaceInterview',
    'jobs:write replaceJob',
    'jobs:write updateContact',
    'jobs:write updateInterview',
    'jobs:write updateJob',
    'jobs:write updateReminder',
    'usage:write ingestUsageEvents',
  ]);
});

it('a scope that only reads changes nothing, and only sessions are asked for one', () => {
  for (const { scope, method, auth, operationId } of endpoints.filter(
    (each) => each.scope && each.scope !== 'any',
  )) {
    expect(auth).toBe('session');
    expect(scope?.endsWith(':read')).toBe(method === 'GET' || readsByPost.includes(operationId));
  }
});
