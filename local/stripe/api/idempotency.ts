import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { StripeError } from './errors';

/** A stored answer. */
export type Answer = { status: number; body: string };

/** Remembers the answers to POST requests by the caller's key, for at least a day. */
export class IdempotencyKeys {
  readonly #underWay = new Set<string>();
  constructor(private readonly database: DatabaseSync) {}

  /**
   * Claims a key, or returns the answer it had before.
   * @throws StripeError 400 when the key was used for another request, 409 while its request is under way
   */
  claim(key: string, fingerprint: string): Answer | undefined {
    if (this.#underWay.has(key)) {
      throw new StripeError(
        409,
        'idempotency_error',
        `There is currently another in-progress request using this Idempotency Key (that probably means you submitted twice, and the other request is still going through): ${key}.`,
        { code: 'idempotency_key_in_use' },
      );
    }
    const row = this.database
      .prepare('select fingerprint, status, body from idempotency_keys where key = ?')
      .get(key);
    if (row === undefined) {
      this.#underWay.add(key);
      return undefined;
    }
    if (row.fingerprint !== fingerprint) {
      throw new StripeError(
        400,
        'idempotency_error',
        `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
      );
    }
    return { status: Number(row.status), body: String(row.body) };
  }

  /** Keeps the answer for the next request with the key. */
  remember(key: string, fingerprint: string, answer: Answer, now: number): void {
    this.database
      .prepare(
        'insert into idempotency_keys (key, fingerprint, status, body, created) values (?, ?, ?, ?, ?)',
      )
      .run(key, fingerprint, answer.status, answer.body, now);
  }

  /** Ends the claim; a key without a remembered answer is free again. */
  release(key: string): void {
    this.#underWay.delete(key);
  }
}

/** Says whether two requests are the same: route and parameters. */
export function requestFingerprint(method: string, path: string, body: string): string {
  const params = [...new URLSearchParams(body)].map((pair) => JSON.stringify(pair)).sort();
  return createHash('sha256')
    .update(JSON.stringify([method, path, params]))
    .digest('hex');
}
