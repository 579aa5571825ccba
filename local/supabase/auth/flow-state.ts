import { createHash, randomUUID } from 'node:crypto';
import type { Db } from '../database';
import { AuthProblem } from './problem';
import type { AuthenticationMethod } from './sessions';

/** A row of `auth.flow_state`: one sign-in that ends with a code in the browser's address. */
export type FlowRow = {
  id: string;
  user_id: string | null;
  auth_code: string | null;
  authentication_method: string;
  code_challenge: string | null;
  code_challenge_method: 's256' | 'plain' | null;
  referrer: string | null;
  /** The signed-in user to whom the provider's account is to be tied; null when somebody signs in. */
  linking_target_id: string | null;
  created_at: Date;
};

/** What a PKCE client sends along; without a challenge the flow ends with tokens in the fragment instead. */
export type Challenge = { code_challenge?: string | null; code_challenge_method?: 's256' | 'plain' | null };

/** Seconds from the start of a flow to the exchange of its code. */
const LIFE_SECONDS = 3600;

/** Begins a flow. `referrer` is where the browser goes in the end. */
export async function beginFlow(
  db: Db,
  flow: Challenge & {
    userId?: string;
    linkTo?: string;
    method: AuthenticationMethod;
    provider: string;
    referrer?: string;
  },
): Promise<string> {
  const id = randomUUID();
  await db.query(
    `insert into auth.flow_state
       (id, user_id, auth_code, authentication_method, provider_type, code_challenge, code_challenge_method, referrer,
        linking_target_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      id,
      flow.userId ?? null,
      randomUUID(),
      flow.method,
      flow.provider,
      flow.code_challenge || null,
      flow.code_challenge ? (flow.code_challenge_method ?? 'plain') : null,
      flow.referrer ?? null,
      flow.linkTo ?? null,
    ],
  );
  return id;
}

/** A flow by its id, undefined when unknown or too old. */
export async function findFlow(db: Db, id: string): Promise<FlowRow | undefined> {
  return select(db, 'id::text = $1', id);
}

/** The newest flow that a user began by mail. */
export async function newestFlow(db: Db, userId: string): Promise<FlowRow | undefined> {
  return select(db, `user_id = $1 and provider_type = 'email' and code_challenge is not null`, userId);
}

/** Ties a flow to the user it turned out to be; the code may be handed out from now on. */
export async function finishFlow(db: Db, flow: FlowRow, userId: string): Promise<string> {
  const { rows } = await db.query<{ auth_code: string }>(
    'update auth.flow_state set user_id = $2, auth_code_issued_at = now() where id = $1 returning auth_code',
    [flow.id, userId],
  );
  return rows[0]?.auth_code ?? '';
}

/**
 * Spends a code.
 * @throws AuthProblem when the code is unknown, unfinished or spent, or the verifier is not the challenge's
 */
export async function redeemCode(
  db: Db,
  code: string,
  verifier: string,
): Promise<FlowRow & { user_id: string }> {
  const flow = await select(db, 'auth_code = $1 and auth_code_issued_at is not null', code);
  if (!flow?.user_id) {
    throw new AuthProblem(404, 'flow_state_not_found', 'invalid flow state, no valid flow state found');
  }
  const hashed = createHash('sha256').update(verifier).digest('base64url');
  if (flow.code_challenge !== (flow.code_challenge_method === 's256' ? hashed : verifier)) {
    throw new AuthProblem(
      400,
      'bad_code_verifier',
      'code challenge does not match previously saved code verifier',
    );
  }
  await db.query('delete from auth.flow_state where id = $1', [flow.id]);
  return { ...flow, user_id: flow.user_id };
}

async function select(db: Db, where: string, value: string): Promise<FlowRow | undefined> {
  const { rows } = await db.query<FlowRow>(
    `select * from auth.flow_state where ${where} and created_at > now() - interval '${LIFE_SECONDS} seconds'
     order by created_at desc limit 1 for update`,
    [value],
  );
  return rows[0];
}
