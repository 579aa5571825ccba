import { expect, it } from 'vitest';
import type { AccountNotice } from '@/lib/auth';
import type { extensionScopes } from '@/lib/auth/extension/extension-scopes';
import { accountNoticeContent } from './account-notice-content';

const appUrl = 'https://foothold.example';
const extensionConnected: AccountNotice = {
  kind: 'extension_connected',
  facts: { device: 'Chrome on Windows', until: '2027-02-25T10:02:09.000Z' },
};

it.each<[AccountNotice, string]>([
  [{ kind: 'second_factor_added' }, 'Two-factor sign-in is on'],
  [{ kind: 'second_factor_removed' }, 'Two-factor sign-in is off'],
  [{ kind: 'recovery_code_used', facts: { left: 4 } }, 'A recovery code was used to get into your account'],
  [{ kind: 'recovery_codes_replaced' }, 'You have new recovery codes'],
  [{ kind: 'second_factor_guessed' }, 'Somebody is trying codes on your account'],
  [{ kind: 'password_changed' }, 'Your password was changed'],
  [
    { kind: 'email_change_asked', facts: { to: 'new@example.test' } },
    'Somebody wants to change your email address',
  ],
  [
    { kind: 'email_changed', facts: { from: 'old@example.test', to: 'new@example.test' } },
    'Your email address was changed',
  ],
  [{ kind: 'google_connected' }, 'A Google account was connected'],
  [{ kind: 'google_disconnected' }, 'Your Google account was disconnected'],
])('given %j, the mail says “%s”, what to do about it, and why it came', (notice, subject) => {
  const content = accountNoticeContent(notice, { appUrl });
  expect(content).toMatchObject({
    subject,
    action: { url: `${appUrl}/account/security` },
    footer: expect.stringContaining('safety'),
  });
  expect(content.text.join(' ')).toMatch(/not you.*password/s);
});

it('a person whose account an extension was connected to is told on what, until when, and where to end it', () => {
  const content = accountNoticeContent(extensionConnected, { appUrl });
  expect(content).toMatchObject({
    subject: 'A browser extension was connected',
    action: { url: `${appUrl}/account/sessions` },
    footer: expect.stringContaining('safety'),
  });
  expect(content.text.join(' ')).toMatch(
    /Device: Chrome on Windows\. .*until February 25, 2027.*not you, end it among your sessions, change your password/s,
  );
});

it.each(
  Object.entries({
    'jobs:read': /see your saved jobs/,
    'jobs:write': /save new ones, change them and remove them/,
    'usage:read': /how much of your plan is used/,
    'organization:read': /your name, your email, your organization/,
  } satisfies Record<(typeof extensionScopes)[number], RegExp>),
)('a person whose account an extension was connected to is told what %s lets it do', (_scope, words) => {
  expect(accountNoticeContent(extensionConnected, { appUrl }).text.join(' ')).toMatch(words);
});

it('a person whose account an admin deleted is told until when it can be brought back, and how to begin anew', () => {
  const content = accountNoticeContent(
    { kind: 'account_deleted', facts: { email: 'nora@example.test', until: '2026-12-26T10:00:00.000Z' } },
    { appUrl },
  );
  expect(content).toMatchObject({
    subject: 'Your account was deleted',
    action: { url: `${appUrl}/sign-up` },
  });
  expect(content.text.join(' ')).toMatch(/December 26, 2026.*write to support before/s);
});

it('a person whose account is back is told so, and where to sign in', () => {
  const content = accountNoticeContent({ kind: 'account_restored' }, { appUrl });
  expect(content).toMatchObject({ subject: 'Your account is back', action: { url: `${appUrl}/sign-in` } });
});

it.each<[AccountNotice, string, RegExp]>([
  [
    {
      kind: 'support_looks',
      facts: { since: '2026-11-26T10:02:09.000Z', until: '2026-11-26T10:32:09.000Z' },
    },
    'Foothold support is looking at your account',
    /November 26, 2026 at 10:02 UTC.*until 10:32 UTC at the latest, and change nothing/,
  ],
  [
    { kind: 'support_changes', facts: { until: '2026-11-26T10:32:09.000Z' } },
    'Foothold support may change things in your account',
    /until 10:32 UTC at the latest.*delete nothing/s,
  ],
])(
  'given %j, the mail says who is there, what they can do, and where it is listed',
  (notice, subject, words) => {
    const content = accountNoticeContent(notice, { appUrl });
    expect(content).toMatchObject({ subject, action: { url: `${appUrl}/account/sessions` } });
    expect(content.text.join(' ')).toMatch(words);
    expect(content.text.join(' ')).toMatch(/write to support/);
  },
);

it.each([
  [0, 'It was your last one: make new ones now.'],
  [1, 'You have one left.'],
  [3, 'You have 3 left.'],
])('given %i recovery codes left, it says so', (left, words) => {
  const { text } = accountNoticeContent({ kind: 'recovery_code_used', facts: { left } }, { appUrl });
  expect(text[0]).toContain(words);
});
