import { createHash } from 'node:crypto';
import type { StoredCard } from '../core/objects';

/** Why a payment did not go through, in Stripe's words. */
export type Decline = { code: string; decline_code?: string; message: string };

/** What a test card does. */
export type TestCard = {
  brand: string;
  /** Whether the bank wants the cardholder to authenticate when the card is entered. */
  authentication: 'none' | 'required';
  /** What happens when the card is entered, before any charge. */
  entry?: Decline;
  /** What happens when it is charged. */
  charge?: Decline;
  /** When a charge without its holder asks for authentication: always, or until it was set up with the holder. */
  asksOffSession?: 'always' | 'until_set_up';
};

/** The card as the form gave it: digits only, month 1–12, four-digit year. */
export type EnteredCard = { number: string; expMonth: number; expYear: number; cvc: string };

/**
 * The behaviour behind a card number. Beyond Stripe's test cards every number like a Visa's succeeds, so that there are
 * as many different cards as a test needs; undefined for all others. Numbers beginning 4000 and 4100 are kept for test
 * cards: Stripe has more of them than are known here, and they mean something.
 * @param number with a right check digit
 */
export function testCard(number: string): TestCard | undefined {
  return (
    cards[number] ??
    (/^4(?![01]00)\d{15}$/.test(number) ? { brand: 'visa', authentication: 'none' } : undefined)
  );
}

/** What is stored of a card. The fingerprint is the same for the same number, as Stripe's is within an account. */
export function describeCard(entered: EnteredCard, card: TestCard): StoredCard {
  return {
    brand: card.brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
    country: 'US',
    display_brand: card.brand,
    exp_month: entered.expMonth,
    exp_year: entered.expYear,
    fingerprint: createHash('sha256').update(`card:${entered.number}`).digest('base64url').slice(0, 16),
    funding: 'credit',
    generated_from: null,
    last4: entered.number.slice(-4),
    networks: { available: [card.brand], preferred: null },
    regulated_status: 'unregulated',
    three_d_secure_usage: { supported: true },
    wallet: null,
  };
}

const insufficientFunds: Decline = {
  code: 'card_declined',
  decline_code: 'insufficient_funds',
  message: 'Your card has insufficient funds. Try a different card.',
};
const declined: Decline = {
  code: 'card_declined',
  decline_code: 'generic_decline',
  message: 'Your card was declined. Try a different card.',
};

/** Stripe's answer in test mode to a number that is no test card. */
export const notATestCard: Decline = {
  code: 'card_declined',
  decline_code: 'test_mode_live_card',
  message: 'Your card was declined. This is test mode: use a test card such as 4242 4242 4242 4242.',
};

const cards: Record<string, TestCard> = {
  '4242424242424242': { brand: 'visa', authentication: 'none' },
  '5555555555554444': { brand: 'mastercard', authentication: 'none' },
  '378282246310005': { brand: 'amex', authentication: 'none' },
  '4000000000000002': { brand: 'visa', authentication: 'none', entry: declined },
  '4000000000009995': { brand: 'visa', authentication: 'none', entry: insufficientFunds },
  '4000000000000069': {
    brand: 'visa',
    authentication: 'none',
    entry: {
      code: 'expired_card',
      decline_code: 'expired_card',
      message: 'Your card has expired. Try a different card.',
    },
  },
  '4000000000000127': {
    brand: 'visa',
    authentication: 'none',
    entry: {
      code: 'incorrect_cvc',
      decline_code: 'incorrect_cvc',
      message: 'Your card’s security code is incorrect.',
    },
  },
  '4000000000000119': {
    brand: 'visa',
    authentication: 'none',
    entry: {
      code: 'processing_error',
      decline_code: 'processing_error',
      message: 'An error occurred while processing your card. Try again in a little while.',
    },
  },
  '4000000000000341': { brand: 'visa', authentication: 'none', charge: declined },
  '4000002500003155': { brand: 'visa', authentication: 'required', asksOffSession: 'until_set_up' },
  '4000002760003184': { brand: 'visa', authentication: 'required', asksOffSession: 'always' },
  '4000008260003178': {
    brand: 'visa',
    authentication: 'required',
    charge: insufficientFunds,
    asksOffSession: 'always',
  },
  '4100000000000019': {
    brand: 'visa',
    authentication: 'none',
    entry: {
      code: 'card_declined',
      decline_code: 'fraudulent',
      message: 'Your card was declined. Try a different card.',
    },
  },
};
