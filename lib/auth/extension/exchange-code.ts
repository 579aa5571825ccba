import { z } from 'zod';
import { theSystem } from '@/lib/audit';
import { asService, type Transaction } from '@/lib/db';
import { problems } from '@/lib/http';
import { logger } from '@/lib/observability';
import { limitFailures } from '@/lib/rate-limits';
import { writeAccountNotice } from '../account-notices';
import { recordOwn } from '../record-own';
import { type Scope, scopesIn } from '../scopes';
import { hashOfSecret, makeSecret } from '../secret-token';
import { deviceOf } from '../sessions/device';
import { type Visit, visitIn } from '../sessions/visit';
import { isKnownExtension } from './extension-ids';
import { hashOfCode } from './issue-code';
import { isVerifierOf, verifierPattern } from './pkce';
import { type EndedSession, tellEnded } from './tell-ended';

/** Days for which an extension stays connected. They do not begin anew with its use: then it is connected once more. */
export const TOKEN_DAYS = 90;

/** What the extension sends to exchange the code that it was handed. */
export const exchangeSchema = z.object({
  code: z
    .string()
    .regex(/^[A-Za-z0-9_-]{43}$/, 'Must be the code from the address')
    .describe('As it was handed over.'),
  codeVerifier: z
    .string()
    .regex(verifierPattern, 'Must be 43 to 128 letters, digits, -, ., _ or ~')
    .describe('What the code challenge was made of.'),
  extensionId: z
    .string()
    .regex(/^[a-p]{32}$/, 'Must be 32 letters a to p')
    .describe('`chrome.runtime.id`.'),
});

/** What the exchange gives. The token is told this once and never again. */
export type ExtensionToken = {
  token: string;
  /** ISO 8601. */
  expiresAt: string;
  scopes: Scope[];
  user: { id: string; email: string; name: string | null };
};

/**
 * Exchanges a code for a token. Every attempt uses a code up, whether it was good or not, and one statement decides who
 * takes it, so of two at once one is late. A code that comes again was taken by somebody else along the way: then the
 * token that it gave ends as well, as RFC 6749 (4.1.2) asks. Code, session, token's hash and the notice that the person
 * is mailed commit together: whoever dies before has used nothing up, and the code is good until its minute is over.
 * @param headers of the request: where the session is from, and by which address those who guess are held up
 * @throws ProblemError 401, in the same words whatever was wrong; 429 after too many that were
 */
export async function exchangeExtensionCode(
  exchange: z.output<typeof exchangeSchema>,
  headers: Headers,
): Promise<ExtensionToken> {
  const given = await limitFailures(
    'one-time-code',
    { headers, account: null },
    () => attempt(exchange, visitIn(headers)),
    (outcome) => outcome === null,
  );
  if (!given) throw problems.unauthenticated('This code is not good, or not any more. Connect again.');
  return given;
}

async function attempt(
  { code, codeVerifier, extensionId }: z.output<typeof exchangeSchema>,
  { userAgent, network }: Visit,
): Promise<ExtensionToken | null> {
  const hash = hashOfCode(code);
  const token = makeSecret('fh_ext_');
  const tokenHash = await hashOfSecret(token);
  const outcome = await asService('auth.extension-exchange', async (tx): Promise<Outcome> => {
    const taken = await take(tx, hash);
    if (!taken) return { given: null, revoked: await revokeGiven(tx, hash) };
    const isTheirs = taken.extensionId === extensionId && isVerifierOf(taken.codeChallenge, codeVerifier);
    if (!isTheirs || !isKnownExtension(extensionId) || taken.status !== 'active')
      return { given: null, revoked: [] };
    const [session] = await tx.$queryRaw<{ expiresAt: Date }[]>`
      insert into app.user_sessions
        (user_id, id, kind, user_agent, network, token_hash, extension_id, scopes, second_factor_at, expires_at)
      values (${taken.userId}::uuid, ${taken.sessionId}::uuid, 'extension', ${userAgent}, ${network},
        decode(${tokenHash}, 'hex'), ${extensionId}, ${taken.scopes}, now(), now() + make_interval(days => ${TOKEN_DAYS}))
      returning expires_at as "expiresAt"`;
    if (!session) throw new Error('The session was not written.');
    const device = deviceOf(userAgent).name;
    const expiresAt = session.expiresAt.toISOString();
    await recordOwn(tx, taken.userId, 'extension.connected', {
      target: { kind: 'session', id: taken.sessionId, label: device },
      after: { extensionId, scopes: taken.scopes, expiresAt: session.expiresAt },
    });
    await writeAccountNotice(tx, taken.userId, {
      kind: 'extension_connected',
      facts: { device, until: expiresAt },
    });
    const user = { id: taken.userId, email: taken.email, name: taken.name };
    const given = {
      token,
      expiresAt,
      scopes: scopesIn(taken.scopes),
      user,
    };
    return { given, revoked: [] };
  });
  if (outcome.revoked.length > 0) {
    logger.warn(
      { sessionIds: outcome.revoked.map(({ id }) => id) },
      'an extension code came twice; its session is revoked',
    );
    await tellEnded(outcome.revoked);
  }
  return outcome.given;
}

type Outcome = { given: ExtensionToken | null; revoked: EndedSession[] };

type TakenCode = {
  userId: string;
  sessionId: string;
  extensionId: string;
  codeChallenge: string;
  scopes: string[];
  status: 'active' | 'suspended' | 'deleted';
  email: string;
  name: string | null;
};

async function take(tx: Transaction, hash: Uint8Array): Promise<TakenCode | undefined> {
  const [taken] = await tx.$queryRaw<TakenCode[]>`
    update app.extension_codes c set used_at = now()
    from app.users u
    where c.code_hash = ${hash} and c.used_at is null and c.expires_at > now() and u.id = c.user_id
    returning c.user_id::text as "userId", c.session_id::text as "sessionId", c.extension_id as "extensionId",
      c.code_challenge as "codeChallenge", c.scopes, u.status::text as status, u.email, u.name`;
  return taken;
}

async function revokeGiven(tx: Transaction, hash: Uint8Array): Promise<EndedSession[]> {
  const revoked = await tx.$queryRaw<(EndedSession & { userId: string })[]>`
    update app.user_sessions s set revoked_at = now()
    from app.extension_codes c
    where c.code_hash = ${hash} and c.used_at is not null
      and s.user_id = c.user_id and s.id = c.session_id and s.revoked_at is null
    returning s.id::text as id, encode(s.token_hash, 'hex') as hash, s.user_id::text as "userId"`;
  for (const { id, userId } of revoked) {
    await recordOwn(tx, userId, 'extension.code_replayed', {
      actor: theSystem,
      target: { kind: 'session', id },
    });
  }
  return revoked;
}
