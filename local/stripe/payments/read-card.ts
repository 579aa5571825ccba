import type { EnteredCard } from './cards';

/** The card fields of a payment form as typed. */
export type CardForm = { number: string; expiry: string; cvc: string };

/** A field that cannot be right, with what to tell the person. */
export type CardFormProblem = { field: keyof CardForm; message: string };

/**
 * Reads typed card fields: spaces are fine, the number must have a right check digit, the expiry (MM/YY) must not
 * have passed at `now` (seconds since 1970).
 */
export function readCard(form: CardForm, now: number): EnteredCard | CardFormProblem {
  const number = form.number.replace(/[\s-]/g, '');
  if (!/^\d{14,19}$/.test(number)) return { field: 'number', message: 'Your card number is incomplete.' };
  if (!hasRightCheckDigit(number)) return { field: 'number', message: 'Your card number is invalid.' };
  const expiry = /^\s*(\d{1,2})\s*\/?\s*(\d{2}|\d{4})\s*$/.exec(form.expiry);
  const expMonth = Number(expiry?.[1]);
  const typedYear = Number(expiry?.[2]);
  const expYear = typedYear < 100 ? 2000 + typedYear : typedYear;
  if (!expiry || expMonth < 1 || expMonth > 12) {
    return { field: 'expiry', message: 'Your card’s expiration date is incomplete.' };
  }
  if (Date.UTC(expYear, expMonth, 1) / 1000 <= now) {
    return { field: 'expiry', message: 'Your card’s expiration date is in the past.' };
  }
  if (!/^\d{3,4}$/.test(form.cvc.trim()))
    return { field: 'cvc', message: 'Your card’s security code is incomplete.' };
  return { number, expMonth, expYear, cvc: form.cvc.trim() };
}

// The Luhn sum: every second digit from the right counts double.
function hasRightCheckDigit(number: string): boolean {
  let sum = 0;
  for (const [index, digit] of [...number].reverse().entries()) {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}
