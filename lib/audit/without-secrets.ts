import { REMOVED, redacted, redactedText } from '@/lib/observability';

type Facts = Readonly<Record<string, unknown>>;

/**
 * What may be kept of facts for good: as JSON has them, without anything by which somebody could get in. It is stricter
 * than what a line of a log loses, because this is shown to others than operators and never removed: hashes and codes go as
 * well, and every text is looked at for the shapes of secrets. Mail addresses stay, for they are what one looks for.
 */
export function withoutSecrets(facts: Facts): Facts {
  const plain = asJson(redacted(facts, { addresses: 'kept' })) ?? '{}';
  return JSON.parse(plain, (name, value: unknown) => {
    if (isSecret(name, value)) return REMOVED;
    return typeof value === 'string' ? textWithoutSecrets(value) : value;
  });
}

/**
 * A text as it may be kept for good, such as a reason that somebody has typed. What the database does not take is out of
 * it, and what is longer than anybody reads is cut.
 * @param most characters
 */
export function textWithoutSecrets(text: string, most = TEXT_MAX): string {
  // Cut once more, because what stands in a secret's place may be longer than it was.
  const sound = text
    .slice(0, 2 * most)
    .replaceAll('\0', '')
    .toWellFormed();
  const clean = shapes.reduce((rest, shape) => rest.replace(shape, REMOVED), redactedText(sound, kept));
  return clean.length <= most ? clean : `${clean.slice(0, most - 1).toWellFormed()}…`;
}

/** The value as JSON, with big numbers as text. */
export function asJson(value: unknown): string | undefined {
  return JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? String(inner) : inner));
}

/** Characters of one text within an event. */
const TEXT_MAX = 2_000;

const kept = { addresses: 'kept' } as const;

function isSecret(name: string, value: unknown): boolean {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return false;
  return names.test(name.replaceAll(/[^a-z0-9]/gi, '').toLowerCase());
}

// Names of metrics such as `api_keys` are none: they say how many there may be.
const names =
  /^(keys?|codes?|pin)$|(hash|hashes|digest|verifier|fingerprint|(secret|private|signing|service|access|encryption)keys?|(recovery|backup|totp|otp|sms|mail|onetime)codes?)$/;

const shapes: readonly RegExp[] = [
  // SHA-1 and longer, in hex, and what passwords are hashed to.
  /\b[\da-f]{40,}\b/gi,
  /\$(?:2[abxy]?|argon2\w{0,2}|scrypt)\$[\w$./+=,-]*[\w$/+=-]/g,
  // 256 bits in base64url: links, codes, verifiers. Of so many characters some are capitals and some are not; a name with a
  // UUID in it is as long, and so may be a part of an address.
  /(?<![\w@-])(?=[\w-]*[A-Z])(?=[\w-]*[a-z])[\w-]{43}(?![\w@-])/g,
  // Recovery codes of ours, and what an authenticator app takes in.
  /\b[\dA-HJKMNP-TV-Z]{4}(?:-[\dA-HJKMNP-TV-Z]{4}){3}\b/gi,
  /\b[A-Z2-7]{32,}\b/g,
];
