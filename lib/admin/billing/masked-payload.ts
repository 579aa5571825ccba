const MASK = '•••';

/**
 * What an admin may see of an event of Stripe's: all of it but secrets, such as a client's secret of a payment, the addresses
 * by which anybody could pay or read an invoice, and what there is of a card or a bank account besides its kind.
 */
export function maskedPayload(value: unknown, name = '', isWay = false): unknown {
  if (Array.isArray(value)) return value.map((each) => maskedPayload(each, name, isWay));
  if (typeof value === 'object' && value !== null) {
    const inside = isWay || waysToPay.test(name);
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, maskedPayload(inner, key, inside)]),
    );
  }
  if (value === null || typeof value === 'boolean') return value;
  if (secretNames.test(name) || (isWay && !kinds.has(name))) return MASK;
  return typeof value === 'string' && tokens.test(value) ? MASK : value;
}

/** The objects in which Stripe tells of a way to pay. */
const waysToPay =
  /^(card|card_present|us_bank_account|bank_account|sepa_debit|acss_debit|bacs_debit|au_becs_debit|link|paypal|wallet)$/;
/** What is told of it that helps and that nobody could pay with. */
const kinds = new Set(['brand', 'country', 'funding', 'network', 'object', 'status', 'type']);
const secretNames =
  /(secret|password|token|fingerprint|signature|hosted_invoice_url|invoice_pdf|receipt_url)$/;
/** What looks like a key of ours or of Stripe's, wherever it stands; mail addresses are for the admin to see. */
const tokens = /\b(fh_(live|test|ext)|(sk|rk)_(live|test)|whsec|sb_secret)_|\beyJ[\w-]{5,}\./;
