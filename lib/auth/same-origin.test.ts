import { describe, expect, it } from 'vitest';
import { isSameOrigin } from './same-origin';

const site = 'https://foothold.example';

describe('isSameOrigin', () => {
  it.each([
    ['the own origin', { origin: site }, true],
    ['another origin', { origin: 'https://evil.example' }, false],
    ['an opaque origin', { origin: 'null' }, false],
    ['the own host on another port', { origin: `${site}:8443` }, false],
    ['an origin that only begins like ours', { origin: `${site}.evil.example` }, false],
    [
      'another origin, whatever else is claimed',
      { origin: 'https://evil.example', referer: `${site}/` },
      false,
    ],
    ['no origin, but a fetch from here', { 'sec-fetch-site': 'same-origin' }, true],
    ['no origin, and a fetch from a sister site', { 'sec-fetch-site': 'same-site' }, false],
    ['no origin, and a fetch from elsewhere', { 'sec-fetch-site': 'cross-site', referer: `${site}/` }, false],
    ['only a referrer from here', { referer: `${site}/jobs` }, true],
    ['only a referrer from elsewhere', { referer: 'https://evil.example/?https://foothold.example' }, false],
    ['a referrer that is no address', { referer: 'foothold.example' }, false],
    ['nothing at all', {}, false],
  ])('%s', (_case, headers, expected) => {
    expect(isSameOrigin(new Headers(headers), site)).toBe(expected);
  });
});
