import { expect, it } from 'vitest';
import { notificationPageIn } from './notification-page';

it('takes what the API answers, and nothing else for it', () => {
  const page = { notifications: [], nextCursor: null, unread: 3 };
  expect(notificationPageIn(page)).toEqual({ notifications: [], unread: 3 });
  for (const other of [
    null,
    'x',
    {},
    { unread: 3 },
    { notifications: [], unread: '3' },
    { error: 'unavailable' },
  ])
    expect(notificationPageIn(other)).toBeNull();
});
