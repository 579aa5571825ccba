import { randomUUID } from 'node:crypto';
import type { Db } from '../database';
import { AuthProblem } from './problem';

/** A row of `auth.mfa_factors`, as far as it is used here. */
export type FactorRow = {
  id: string;
  user_id: string;
  friendly_name: string | null;
  factor_type: 'totp';
  status: 'unverified' | 'verified';
  secret: string;
  last_challenged_at: Date | null;
  created_at: Date;
  updated_at: Date;
};

/** A factor as the API shows it: without its secret. */
export type FactorJson = Record<string, unknown>;

/** How many factors a user may have, as hosted unless it is configured otherwise. */
const MAXIMUM = 10;
/** Seconds after which a factor that was never tried is removed by the next enrolment. */
const UNTRIED_SECONDS = 300;

/** All factors of these users, oldest first. */
export async function factorsOf(db: Db, userIds: string[]): Promise<FactorRow[]> {
  const { rows } = await db.query<FactorRow>(
    'select * from auth.mfa_factors where user_id = any($1) order by created_at, id',
    [userIds],
  );
  return rows;
}

/**
 * A factor of this user, locked until the transaction ends.
 * @throws AuthProblem 404 also for somebody else's
 */
export async function ownFactor(db: Db, userId: string, id: string): Promise<FactorRow> {
  if (!UUID.test(id)) throw new AuthProblem(404, 'validation_failed', 'factor_id must be an UUID');
  const { rows } = await db.query<FactorRow>(
    'select * from auth.mfa_factors where id = $1 and user_id = $2 for update',
    [id, userId],
  );
  const [factor] = rows;
  if (!factor) throw new AuthProblem(404, 'mfa_factor_not_found', 'Factor not found');
  return factor;
}

/**
 * Adds a factor that is not verified yet.
 * @throws AuthProblem for a name that is taken, for too many factors, and 403 when a session that has not passed a
 * verified factor would add another one
 */
export async function addFactor(
  db: Db,
  factor: { userId: string; name: string; secret: string; aal: string | null },
): Promise<FactorRow> {
  await db.query(
    `delete from auth.mfa_factors f
     where status <> 'verified' and created_at < now() - interval '${UNTRIED_SECONDS} seconds'
       and not exists (select from auth.mfa_challenges c where c.factor_id = f.id)`,
  );
  const present = await factorsOf(db, [factor.userId]);
  if (present.some(({ friendly_name }) => (friendly_name ?? '') === factor.name)) {
    const message = `A factor with the friendly name "${factor.name}" for this user already exists`;
    throw new AuthProblem(422, 'mfa_factor_name_conflict', message);
  }
  if (present.length >= MAXIMUM) {
    const message = 'Maximum number of verified factors reached, unenroll to continue';
    throw new AuthProblem(422, 'too_many_enrolled_mfa_factors', message);
  }
  if (present.some(({ status }) => status === 'verified') && factor.aal !== 'aal2') {
    throw new AuthProblem(403, 'insufficient_aal', 'AAL2 required to enroll a new factor');
  }
  const { rows } = await db.query<FactorRow>(
    `insert into auth.mfa_factors (id, user_id, friendly_name, factor_type, status, secret, created_at, updated_at)
     values ($1, $2, $3, 'totp', 'unverified', $4, now(), now()) returning *`,
    [randomUUID(), factor.userId, factor.name, factor.secret],
  );
  const [added] = rows;
  if (!added) throw new AuthProblem(500, 'unexpected_failure', 'Database error saving new factor');
  return added;
}

/** Removes a factor; the sessions that passed it have passed none any more. */
export async function removeFactor(db: Db, factor: FactorRow): Promise<void> {
  await db.query('delete from auth.mfa_factors where id = $1', [factor.id]);
  await db.query(
    `delete from auth.mfa_amr_claims where authentication_method = $2
       and session_id in (select id from auth.sessions where factor_id = $1)`,
    [factor.id, factor.factor_type],
  );
  await db.query(
    `update auth.sessions set aal = 'aal1', factor_id = null where user_id = $2 and factor_id = $1`,
    [factor.id, factor.user_id],
  );
}

/** A row in the shape of the API. */
export function factorJson(factor: FactorRow): FactorJson {
  return {
    id: factor.id,
    ...(factor.friendly_name ? { friendly_name: factor.friendly_name } : {}),
    factor_type: factor.factor_type,
    status: factor.status,
    created_at: factor.created_at.toISOString(),
    updated_at: factor.updated_at.toISOString(),
    ...(factor.last_challenged_at ? { last_challenged_at: factor.last_challenged_at.toISOString() } : {}),
  };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
