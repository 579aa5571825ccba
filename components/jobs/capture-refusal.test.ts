import { describe, expect, it } from 'vitest';
import { captureRefusal } from './capture-refusal';

describe('a link that was not read', () => {
  it.each([
    [
      { error: 'invalid_request', detail: 'x', issues: [{ path: 'url', message: 'No posting here.' }] },
      { words: 'No posting here.' },
    ],
    [
      { error: 'quota_exceeded', detail: 'All runs are used.', upgradeUrl: '/pricing?from=runs' },
      { words: 'All runs are used.', leadsTo: '/pricing?from=runs' },
    ],
    [
      { error: 'rate_limit_exceeded', detail: 'Try again in 2 minutes.' },
      { words: 'Try again in 2 minutes.' },
    ],
  ])('%j', (body, expected) => {
    expect(captureRefusal(body)).toEqual(expected);
  });

  it('leads nowhere outside, and says that nothing was answered', () => {
    const outside = { error: 'quota_exceeded', detail: 'x', upgradeUrl: 'https://evil.example' };
    for (const body of [outside, undefined, '<html>', null])
      expect(captureRefusal(body)).toEqual({ words: expect.stringContaining('could not be reached') });
  });
});
