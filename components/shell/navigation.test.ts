import { expect, test } from 'vitest';
import { isUnder, pathAfterSwitch } from './navigation';

test.each([
  { pathname: '/jobs', under: true },
  { pathname: '/jobs/1', under: true },
  { pathname: '/jobs-archive', under: false },
  { pathname: '/', under: false },
])('given the page $pathname, Jobs is current: $under', ({ pathname, under }) => {
  expect(isUnder(pathname, '/jobs')).toBe(under);
});

test.each([
  ['/jobs', '/jobs'],
  ['/reminders', '/reminders'],
  ['/account/usage', '/account/usage'],
  ['/account/billing', '/account/billing'],
  ['/account/billing/change', '/jobs'],
  ['/account/audit-log', '/account/audit-log'],
  ['/account/audit-log/1', '/jobs'],
  ['/organization', '/organization'],
  ['/organization/invitations', '/jobs'],
  ['/billing/pay/in_1', '/jobs'],
])('given another organization, who was at %s is at %s', (pathname, landing) => {
  expect(pathAfterSwitch(pathname)).toBe(landing);
});
