import { randomBytes, randomUUID } from 'node:crypto';
import { renderSVG } from 'uqr';
import { z } from 'zod';
import { type Db, inTransaction } from '../../database';
import { readJson } from '../body';
import { requireUser } from '../caller';
import type { AuthCall } from '../context';
import { addFactor, type FactorRow, ownFactor, removeFactor } from '../factors';
import { AuthProblem } from '../problem';
import { passFactor } from '../sessions';
import { matchesTotp, toBase32 } from '../totp';

/** Seconds that a challenge can be answered. */
const CHALLENGE_SECONDS = 300;
/** Bytes of a secret, as RFC 4226 recommends. */
const SECRET_BYTES = 20;

const enrolSchema = z.object({
  factor_type: z.literal('totp', 'factor_type needs to be totp'),
  friendly_name: z.string().nullish(),
  issuer: z.string().nullish(),
});

/** `POST /factors`: a new secret, as text, as an address for authenticator apps and as an SVG of that address. */
export async function enrolFactor(call: AuthCall): Promise<Response> {
  const body = await readJson(call.request, enrolSchema);
  const secret = toBase32(randomBytes(SECRET_BYTES));
  const { factor, email } = await inTransaction(call.context.pool, async (db) => {
    const { user, session } = await requireUser(call, db);
    const name = body.friendly_name ?? '';
    const added = await addFactor(db, { userId: user.id, name, secret, aal: session.aal });
    return { factor: added, email: user.email ?? '' };
  });
  const uri = keyUri(body.issuer || new URL(call.context.options.siteUrl).host, email, secret);
  return Response.json({
    id: factor.id,
    type: factor.factor_type,
    friendly_name: factor.friendly_name ?? '',
    totp: { qr_code: renderSVG(uri, { ecc: 'H', border: 4, pixelSize: 3 }), secret, uri },
  });
}

/** `POST /factors/:id/challenge`: what `verify` answers to. */
export async function challengeFactor(call: AuthCall): Promise<Response> {
  const answer = await inTransaction(call.context.pool, async (db) => {
    const { factor } = await requireFactor(call, db);
    const { rows } = await db.query<{ id: string; expires_at: number }>(
      `insert into auth.mfa_challenges (id, factor_id, created_at, ip_address) values ($1, $2, now(), '127.0.0.1')
       returning id, floor(extract(epoch from created_at + interval '${CHALLENGE_SECONDS} seconds'))::int as expires_at`,
      [randomUUID(), factor.id],
    );
    await db.query('update auth.mfa_factors set last_challenged_at = clock_timestamp() where id = $1', [
      factor.id,
    ]);
    return { ...rows[0], type: factor.factor_type };
  });
  return Response.json(answer);
}

const verifySchema = z.object({
  challenge_id: z.uuid(),
  code: z.string().min(1, 'Code needs to be non-empty'),
});

/**
 * `POST /factors/:id/verify`: a right code verifies the factor and lifts this session to `aal2`; sessions that have
 * passed no factor end. As hosted, a code is good again with another challenge for as long as its time lasts.
 */
export async function verifyFactor(call: AuthCall): Promise<Response> {
  const body = await readJson(call.request, verifySchema);
  const { context } = call;
  const answer = await inTransaction(context.pool, async (db) => {
    const { user, session, factor } = await requireFactor(call, db);
    await requireChallenge(db, factor, body.challenge_id);
    if (!matchesTotp(factor.secret, body.code, Date.now())) {
      throw new AuthProblem(422, 'mfa_verification_failed', 'Invalid TOTP code entered');
    }
    await db.query('update auth.mfa_challenges set verified_at = now() where id = $1', [body.challenge_id]);
    await db.query(`update auth.mfa_factors set status = 'verified', updated_at = now() where id = $1`, [
      factor.id,
    ]);
    const json = await passFactor(context, db, user, session, factor);
    await db.query(`delete from auth.mfa_factors where user_id = $1 and status = 'unverified'`, [user.id]);
    return json;
  });
  return Response.json(answer);
}

/** `DELETE /factors/:id` */
export async function unenrolFactor(call: AuthCall): Promise<Response> {
  const id = await inTransaction(call.context.pool, async (db) => {
    const { session, factor } = await requireFactor(call, db);
    if (factor.status === 'verified' && session.aal !== 'aal2') {
      throw new AuthProblem(422, 'insufficient_aal', 'AAL2 required to unenroll verified factor');
    }
    await removeFactor(db, factor);
    return factor.id;
  });
  return Response.json({ id });
}

async function requireFactor(call: AuthCall, db: Db) {
  const { user, session } = await requireUser(call, db);
  return { user, session, factor: await ownFactor(db, user.id, call.params.id ?? '') };
}

async function requireChallenge(db: Db, factor: FactorRow, id: string): Promise<void> {
  const { rows } = await db.query<{ verified: boolean; expired: boolean }>(
    `select verified_at is not null as verified, created_at < now() - interval '${CHALLENGE_SECONDS} seconds' as expired
     from auth.mfa_challenges where id = $1 and factor_id = $2 for update`,
    [id, factor.id],
  );
  const [challenge] = rows;
  if (!challenge) {
    const message = 'MFA factor with the provided challenge ID not found';
    throw new AuthProblem(422, 'mfa_factor_not_found', message);
  }
  // Hosted has one code for this and for a challenge that another address asked for.
  if (challenge.verified) {
    throw new AuthProblem(422, 'mfa_ip_address_mismatch', 'Challenge and verify IP addresses mismatch.');
  }
  if (challenge.expired) {
    const message = `MFA challenge ${id} has expired, verify against another challenge or create a new challenge.`;
    throw new AuthProblem(422, 'mfa_challenge_expired', message);
  }
}

/** The address that authenticator apps read: label, secret and how codes are made. */
function keyUri(issuer: string, account: string, secret: string): string {
  const query = new URLSearchParams({
    algorithm: 'SHA1',
    digits: '6',
    issuer,
    period: '30',
    secret,
  });
  return `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(account)}?${query}`;
}
