import { commonPasswords } from './common-passwords';

/** Characters that a password must have, as people count them. */
export const PASSWORD_MIN = 10;

/** Why a password would be guessed soon. */
export type PasswordWeakness = 'short' | 'pattern' | 'common' | 'personal';

/** What somebody who guesses knows of the person. */
export type PasswordOwner = { email: string; name?: string | null | undefined };

/**
 * Why this password would be among the first that somebody tries for this person, or null. Length is what counts, as
 * NIST SP 800-63B has it: no kind of character is demanded, but what is known, is about the person or follows from its
 * own beginning is as good as shorter. Pure; what was ever breached is asked of a service beside this.
 */
export function passwordWeakness(password: string, owner: PasswordOwner): PasswordWeakness | null {
  const text = password.normalize('NFKC').toLowerCase();
  if ([...text].length < PASSWORD_MIN) return 'short';
  if (isPattern([...text])) return 'pattern';
  if (isCommon(text)) return 'common';
  return isPersonal(text, owner) ? 'personal' : null;
}

function isPattern(signs: readonly string[]): boolean {
  if (new Set(signs).size < 5) return true;
  for (let size = 1; size <= 4; size++) {
    if (signs.every((sign, at) => sign === signs[at % size])) return true;
  }
  return longestWalk(signs) * 2 > signs.length;
}

/** Characters of the longest piece in which each is the one before, or beside it in the alphabet or on a keyboard. */
function longestWalk(signs: readonly string[]): number {
  let longest = 0;
  let length = 1;
  for (let at = 1; at < signs.length; at++) {
    length = isBeside(signs[at - 1] ?? '', signs[at] ?? '') ? length + 1 : 1;
    longest = Math.max(longest, length);
  }
  return longest;
}

function isBeside(before: string, after: string): boolean {
  if (before === after) return true;
  return walks.some((walk) => {
    const at = walk.indexOf(before);
    return at >= 0 && (walk[at + 1] === after || walk[at - 1] === after);
  });
}

const walks = [
  'abcdefghijklmnopqrstuvwxyz',
  '0123456789',
  '1234567890',
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'yxcvbnm',
];

function isCommon(text: string): boolean {
  const word = wordOf(text);
  // Hardly anything but digits: a date, a telephone number.
  if ([...word].length < 4) return true;
  return known.has(word) || known.has(plainOf(compact(text))) || isTwoOf(word, known);
}

/** What is left when digits and signs at the ends are gone, and whatever separates: `W3lcome-2026!` is `welcome`. */
function wordOf(text: string): string {
  return plainOf(compact(text.replace(/^[\p{N}\p{P}\s]+|[\p{N}\p{P}\s]+$/gu, '')));
}

function compact(text: string): string {
  return text.replace(/[\s._\-+/]/g, '');
}

/** With letters for their look-alikes, which guessing programs try first of all. */
function plainOf(text: string): string {
  return text.replace(/[@4$501!3]/g, (sign) => lookAlikes[sign] ?? sign);
}

const lookAlikes: Record<string, string> = {
  '@': 'a',
  '4': 'a',
  $: 's',
  '5': 's',
  '0': 'o',
  '1': 'i',
  '!': 'i',
  '3': 'e',
};

const known: ReadonlySet<string> = new Set([...commonPasswords].map(plainOf));

function isTwoOf(text: string, words: ReadonlySet<string>): boolean {
  for (let at = 3; at <= text.length - 3; at++) {
    if (words.has(text.slice(0, at)) && words.has(text.slice(at))) return true;
  }
  return false;
}

// A password is about the person when hardly anything else is left of it.
function isPersonal(text: string, { email, name }: PasswordOwner): boolean {
  const [local = '', domain = ''] = email.toLowerCase().split('@');
  const parts = [email, local, domain, name ?? ''].flatMap((part) => [part, ...part.split(/[\s._+@-]+/)]);
  const own = new Set(parts.map((part) => plainOf(compact(part.toLowerCase()))));
  const whole = plainOf(compact(text));
  let rest = whole;
  for (const part of [...own].sort((a, b) => b.length - a.length)) {
    if (part.length >= 3) rest = rest.replaceAll(part, ' ');
  }
  return rest !== whole && rest.replace(/[\p{N}\p{P}\s]/gu, '').length < 5;
}
