import { expect, it } from 'vitest';
import { deviceOf } from './device';

it.each([
  {
    name: 'Chrome on Windows',
    kind: 'computer',
    userAgent:
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  },
  {
    name: 'Edge on Windows',
    kind: 'computer',
    userAgent:
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0',
  },
  {
    name: 'Safari on macOS',
    kind: 'computer',
    userAgent:
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15',
  },
  {
    name: 'Firefox on Linux',
    kind: 'computer',
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
  },
  {
    name: 'Chrome on ChromeOS',
    kind: 'computer',
    userAgent:
      'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  },
  {
    name: 'Opera on macOS',
    kind: 'computer',
    userAgent:
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 OPR/120.0.0.0',
  },
  {
    name: 'Safari on iPhone',
    kind: 'phone',
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1',
  },
  {
    name: 'Chrome on iPad',
    kind: 'tablet',
    userAgent:
      'Mozilla/5.0 (iPad; CPU OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/142.0.0.0 Mobile/15E148 Safari/604.1',
  },
  {
    name: 'Chrome on Android',
    kind: 'phone',
    userAgent:
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
  },
  {
    name: 'Samsung Internet on Android',
    kind: 'tablet',
    userAgent:
      'Mozilla/5.0 (Linux; Android 14; SAMSUNG SM-X910) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Safari/537.36',
  },
  {
    name: 'Chrome on Linux',
    kind: 'computer',
    userAgent:
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/142.0.0.0 Safari/537.36',
  },
  { name: 'curl', kind: 'script', userAgent: 'curl/8.14.1' },
  { name: 'python-requests', kind: 'script', userAgent: 'python-requests/2.32.3' },
  { name: 'Firefox', kind: 'unknown', userAgent: 'Mozilla/5.0 (Plan9) Gecko/20100101 Firefox/145.0' },
  { name: 'A browser on Windows', kind: 'computer', userAgent: 'Mozilla/5.0 (Windows NT 6.1; Trident/7.0)' },
  { name: 'Unknown device', kind: 'unknown', userAgent: 'Mozilla/5.0' },
  { name: 'Unknown device', kind: 'unknown', userAgent: '<script>alert(1)</script>' },
  { name: 'Unknown device', kind: 'unknown', userAgent: '' },
  { name: 'Unknown device', kind: 'unknown', userAgent: null },
])('given $userAgent, it is $name', ({ userAgent, ...device }) => {
  expect(deviceOf(userAgent)).toEqual(device);
});

it('answers at once, however long and odd the header', () => {
  const begun = performance.now();
  deviceOf(`Version/${'1.'.repeat(50_000)}`);
  deviceOf('Android '.repeat(8_000));
  expect(performance.now() - begun).toBeLessThan(200);
});
