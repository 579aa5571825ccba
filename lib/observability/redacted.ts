/** What stands in place of a secret. */
export const REMOVED = '[removed]';

/** What else than secrets is taken out. Mail addresses are, unless they are what a reader looks for. */
export type Redaction = { addresses: 'removed' | 'kept' };

/**
 * What may be written to a log of a value: the same without secrets and personal content, which are known by the name
 * under which they stand, however deep, in whichever case and however its words are joined. Errors become plain, with
 * cause and all; what is nested too deep or too wide for a log is cut.
 */
export function redacted(value: unknown, redaction: Redaction = forLogs): unknown {
  return redactedAt(0, value, redaction);
}

function redactedAt(depth: number, value: unknown, redaction: Redaction): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value;
  if (value instanceof URL) return value.href;
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return '[bytes]';
  if (depth >= DEPTH_MAX) return '[deeper]';
  if (Array.isArray(value))
    return value.slice(0, WIDTH_MAX).map((each) => redactedAt(depth + 1, each, redaction));
  return Object.fromEntries(
    entriesOf(value)
      .slice(0, WIDTH_MAX)
      .map(([name, inner]) => [
        name,
        isSecret(name, inner, redaction) ? REMOVED : redactedAt(depth + 1, inner, redaction),
      ]),
  );
}

/**
 * A line of a log without the secrets that are known by their shape wherever they stand, such as in the message of an
 * error, an address that was asked for, or a connection string. Works on JSON too: it never takes a quote along.
 */
export function redactedText(line: string, { addresses }: Redaction = forLogs): string {
  const withoutSecrets = shapes.reduce((text, [shape, instead]) => text.replace(shape, instead), line);
  return addresses === 'kept' ? withoutSecrets : withoutSecrets.replace(addressShape, REMOVED);
}

const forLogs: Redaction = { addresses: 'removed' };

// More than any cause of a cause, and few enough for what refers to itself.
const DEPTH_MAX = 8;
const WIDTH_MAX = 200;

// Every repetition has an end, or only one place to begin: a line may be long, and written by somebody hostile.
// What stands in the rest of a token: everything but what ends it in text, in an address and in JSON.
const rest = '[^\\s"\'\\\\&#;,<>]';
const shapes: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`\\b(Bearer|Basic) +${rest}+`, 'gi'), `$1 ${REMOVED}`],
  // JSON Web Tokens, and the session cookie, which is such a one within Base64.
  [/\beyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]*)?/g, REMOVED],
  [/\bbase64-[\w-]{20,}/g, REMOVED],
  // Keys of ours, of Stripe, Supabase and Resend.
  [/\b(fh_(?:live|test|ext)|(?:sk|rk)_(?:live|test)|whsec|sb_secret|re)_[\w-]{8,}/g, `$1_${REMOVED}`],
  // Whoever has such an address can do what it is for.
  [
    new RegExp(
      `([?&#]|%3F|%26|\\b)((?:access_|refresh_|id_|provider_)?token|token_hash|code|otp|state|code_verifier|client_secret|invitation|api_?key|secret|password|signature)(=|%3D)${rest}+`,
      'gi',
    ),
    `$1$2$3${REMOVED}`,
  ],
  [/(\b\w{1,20}:\/\/[^\s:/@"\\]{0,100}):[^\s"'\\@/]{1,200}@/g, `$1:${REMOVED}@`],
];
const addressShape = /[\w.+-]{1,64}(?:@|%40)[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g;

function isSecret(name: string, value: unknown, { addresses }: Redaction): boolean {
  // A number or a flag of that name says how many or whether.
  if (value === null || value === undefined || typeof value === 'number' || typeof value === 'boolean')
    return false;
  const plain = name.replaceAll(/[^a-z0-9]/gi, '').toLowerCase();
  return secretNames.test(plain) || (addresses === 'removed' && addressNames.test(plain));
}

const addressNames = /^emails?$/;

// `code` alone is the code of an error; what proves somebody by that name stands in addresses and forms.
const secretNames =
  /^(authorization|proxyauthorization|cookies?|setcookie|phone|otp|totp|jwt|dsn|databaseurl|card|cvc|iban|recoverycodes?|codeverifier|usercode)$|(password|passphrase|secret|secrets|apikey|privatekey|token|tokenhash|secrethash|credential|credentials|signature)$/;

function entriesOf(value: object): [string, unknown][] {
  if (value instanceof Headers || value instanceof URLSearchParams || value instanceof FormData)
    return [...value.entries()];
  if (value instanceof Map) return [...value].map(([name, inner]) => [String(name), inner]);
  if (value instanceof Set) return [...value].map((inner, place) => [String(place), inner]);
  if (!(value instanceof Error)) return Object.entries(value);
  const { name, message, stack, cause } = value;
  const more = value instanceof AggregateError ? { errors: value.errors } : {};
  return Object.entries({
    ...value,
    type: name,
    message,
    stack,
    ...(cause !== undefined && { cause }),
    ...more,
  });
}
