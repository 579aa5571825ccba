import { problems } from '@/lib/http';
import {
  PASSWORD_MIN,
  type PasswordOwner,
  type PasswordWeakness,
  passwordWeakness,
} from './password-strength';
import { isPwned } from './pwned-passwords';

/**
 * Refuses a password that somebody chooses and that would be guessed, whoever asks and whatever they have already.
 * @throws ProblemError 422 at the field `password`
 */
export async function requireGoodPassword(password: string, owner: PasswordOwner): Promise<void> {
  const weakness = passwordWeakness(password, owner);
  if (weakness) throw refused(sentences[weakness]);
  if (await isPwned(password)) {
    throw refused('This password is in a list of stolen ones. Choose one that you use nowhere else.');
  }
}

const sentences: Record<PasswordWeakness, string> = {
  short: `Use at least ${PASSWORD_MIN} characters.`,
  pattern: 'This password repeats or follows a row of keys. Choose one that is harder to guess.',
  common: 'Many people use a password like this. Choose one that is harder to guess.',
  personal: 'This password is too close to your name or email. Choose another one.',
};

function refused(message: string) {
  return problems.invalid('Choose another password.', [{ path: 'password', message }]);
}
