import type { Db } from '../database';
import { AuthProblem } from './problem';

/** Characters a password must have. */
const MINIMUM = 8;
/** Bytes that bcrypt looks at. */
const MAXIMUM = 72;
/** bcrypt's work factor: low, because these are passwords of a developer's own machine. */
const COST = 6;

/**
 * A bcrypt hash, made by the database so that this process is not held up.
 * @throws AuthProblem 422 `weak_password` under 8 characters, `validation_failed` past 72 bytes
 */
export async function hashPassword(db: Db, password: string): Promise<string> {
  if (password.length < MINIMUM) {
    const message = `Password should be at least ${MINIMUM} characters.`;
    throw new AuthProblem(422, 'weak_password', message, { weak_password: { reasons: ['length'], message } });
  }
  if (Buffer.byteLength(password) > MAXIMUM) {
    throw new AuthProblem(422, 'validation_failed', `Password cannot be longer than ${MAXIMUM} characters`);
  }
  const { rows } = await db.query<{ hash: string }>(
    `select extensions.crypt($1, extensions.gen_salt('bf', ${COST})) as hash`,
    [password],
  );
  return rows[0]?.hash ?? '';
}

/** Whether the password is the one behind the hash; never for a user without a password. */
export async function passwordMatches(db: Db, password: string, hash: string | null): Promise<boolean> {
  if (!hash) return false;
  const { rows } = await db.query<{ same: boolean }>('select extensions.crypt($1, $2) = $2 as same', [
    password,
    hash,
  ]);
  return rows[0]?.same === true;
}
