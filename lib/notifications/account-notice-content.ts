import type { AccountNotice } from '@/lib/auth';
import type { MailContent } from './mail-layout';

/** Something about a person's account as a mail to them: what happened, and what to do if it was not them. */
export function accountNoticeContent(notice: AccountNotice, { appUrl }: { appUrl: string }): MailContent {
  return {
    action: { label: 'See your security settings', url: `${appUrl}/account/security` },
    ...wordsOf(notice, appUrl),
    footer:
      'You get this because it concerns the safety of your Foothold account. It cannot be switched off.',
  };
}

const notYou = 'If this was not you, change your password at once and write to support.';

const byMailIfNotYou =
  'If this was not you, choose a new password at once, by “Forgot password?” where you sign in, and write to support.';

function wordsOf(
  notice: AccountNotice,
  appUrl: string,
): Pick<MailContent, 'subject' | 'text'> & Partial<Pick<MailContent, 'action'>> {
  switch (notice.kind) {
    case 'second_factor_added':
      return {
        subject: 'Two-factor sign-in is on',
        text: [
          'From now on signing in to Foothold takes your password and a code from your authenticator app. You were signed out everywhere else.',
          'Keep your recovery codes where you find them without your phone: each signs you in once when you cannot use the app.',
          notYou,
        ],
      };
    case 'second_factor_removed':
      return {
        subject: 'Two-factor sign-in is off',
        text: [
          'Signing in to Foothold takes only your password again, and your recovery codes do not work any more.',
          notYou,
        ],
      };
    case 'recovery_code_used':
      return {
        subject: 'A recovery code was used to get into your account',
        text: [
          `Somebody used one of your recovery codes in place of the authenticator app. It does not work again. ${leftWords(notice.facts.left)}`,
          notYou,
        ],
      };
    case 'recovery_codes_replaced':
      return {
        subject: 'You have new recovery codes',
        text: ['New recovery codes were made, and the former ones do not work any more.', notYou],
      };
    case 'password_changed':
      return {
        subject: 'Your password was changed',
        text: [
          'Your Foothold account has a new password, and was signed out everywhere else.',
          byMailIfNotYou,
        ],
      };
    case 'email_change_asked':
      return {
        subject: 'Somebody wants to change your email address',
        text: [
          `Your Foothold account is to have the address ${notice.facts.to}. It changes when the link that was mailed there is followed.`,
          notYou,
        ],
      };
    case 'email_changed':
      return {
        subject: 'Your email address was changed',
        text: [
          `Your Foothold account has the address ${notice.facts.to} now, instead of ${notice.facts.from}. It was signed out everywhere else, and this is the last mail to this address.`,
          'If this was not you, write to support at once: with your password alone you cannot get it back.',
        ],
      };
    case 'google_connected':
      return {
        subject: 'A Google account was connected',
        text: ['It opens your Foothold account from now on.', notYou],
      };
    case 'google_disconnected':
      return {
        subject: 'Your Google account was disconnected',
        text: ['It does not open your Foothold account any more; your password and mailed links do.', notYou],
      };
    case 'extension_connected':
      return {
        subject: 'A browser extension was connected',
        text: [
          `The Foothold extension was connected to your account. Device: ${notice.facts.device}. It stays connected until ${longDay.format(new Date(notice.facts.until))}, unless you end it before.`,
          'It can see your saved jobs, save new ones, change them and remove them, as far as you may yourself. It also sees your name, your email, your organization and how much of your plan is used. It cannot change your password, your plan or payments, or who is in your organization.',
          'If this was not you, end it among your sessions, change your password at once and write to support.',
        ],
        action: { label: 'See your sessions', url: `${appUrl}/account/sessions` },
      };
    case 'account_deleted':
      return {
        subject: 'Your account was deleted',
        text: [
          `Our support has deleted your Foothold account. You are signed out everywhere, and nothing is renewed. On ${longDay.format(new Date(notice.facts.until))} everything in it is deleted for good.`,
          'If you did not ask for that, write to support before that day: until then it can be brought back.',
          'This address is free again. You can make a new account with it at any time.',
        ],
        action: { label: 'Make a new account', url: `${appUrl}/sign-up` },
      };
    case 'account_restored':
      return {
        subject: 'Your account is back',
        text: [
          'Our support has brought your Foothold account back, with everything that was in it. Sign in as before.',
          'A subscription that was set to end still does; you can let it go on under Billing.',
        ],
        action: { label: 'Sign in', url: `${appUrl}/sign-in` },
      };
    case 'support_looks':
      return {
        subject: 'Foothold support is looking at your account',
        text: [
          `Somebody of Foothold support opened your account on ${momentWords(notice.facts.since)}, to help you or to look into a problem. They see what you see, until ${clockWords(notice.facts.until)} at the latest, and change nothing.`,
          'Your password, your payments and your API keys are out of their reach. All that they look at is recorded.',
          'If you did not ask for help and want to know why, write to support.',
        ],
        action: seeVisits(appUrl),
      };
    case 'support_changes':
      return {
        subject: 'Foothold support may change things in your account',
        text: [
          `Somebody of Foothold support who is in your account may now change things in it, such as a saved job, until ${clockWords(notice.facts.until)} at the latest.`,
          'Your password, your payments and your API keys stay out of their reach, and they can delete nothing. All that they change is recorded.',
          'If you did not ask for that, write to support.',
        ],
        action: seeVisits(appUrl),
      };
    case 'second_factor_guessed':
      return {
        subject: 'Somebody is trying codes on your account',
        text: [
          'Many wrong codes were entered to get into your account, so no more are taken for 15 minutes. Whoever did so knows your password, or uses a browser in which you are signed in.',
          'If that was not you, change your password now. Nobody got in.',
        ],
      };
  }
}

const longDay = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' });

function leftWords(left: number): string {
  if (left === 0) return 'It was your last one: make new ones now.';
  return left === 1 ? 'You have one left.' : `You have ${left} left.`;
}

function seeVisits(appUrl: string): MailContent['action'] {
  return { label: 'See who was in your account', url: `${appUrl}/account/sessions` };
}

function momentWords(iso: string): string {
  return `${longDay.format(new Date(iso))} at ${clockWords(iso)}`;
}

function clockWords(iso: string): string {
  return `${iso.slice(11, 16)} UTC`;
}
