import { z } from 'zod';
import { inTransaction } from '../../database';
import type { GoogleProvider } from '../../options';
import type { AuthCall, AuthContext } from '../context';
import { beginFlow, findFlow, finishFlow } from '../flow-state';
import { signInWithGoogle } from '../google-user';
import { AuthProblem } from '../problem';
import { allowedRedirect } from '../redirects';
import { openSession } from '../sessions';
import { isBanned } from '../users';

/** `GET /authorize?provider=google`: sends the browser to Google. */
export async function authorize({ context, url }: AuthCall): Promise<Response> {
  const google = provider(context, url.searchParams.get('provider'));
  const method = url.searchParams.get('code_challenge_method')?.toLowerCase();
  const state = await beginFlow(context.pool, {
    method: 'oauth',
    provider: 'google',
    referrer: allowedRedirect(context, url.searchParams.get('redirect_to')),
    code_challenge: url.searchParams.get('code_challenge'),
    code_challenge_method: method === 's256' ? 's256' : 'plain',
  });
  const target = new URL(google.authorizeUrl);
  const scopes = new Set(['email', 'profile', ...(url.searchParams.get('scopes') ?? '').split(/\s+/)]);
  const query = {
    client_id: google.clientId,
    redirect_uri: callbackUrl(context),
    response_type: 'code',
    scope: [...scopes].filter(Boolean).join(' '),
    state,
  };
  for (const [name, value] of Object.entries(query)) target.searchParams.set(name, value);
  for (const name of ['access_type', 'prompt', 'login_hint', 'hd']) {
    const value = url.searchParams.get(name);
    if (value) target.searchParams.set(name, value);
  }
  return redirect(target);
}

/** `GET /callback`: Google sent the browser back; signs in and sends it on to the app with a code or with tokens. */
export async function callback({ context, request, url }: AuthCall): Promise<Response> {
  const google = provider(context, 'google');
  const flow = await findFlow(context.pool, url.searchParams.get('state') ?? '');
  if (!flow) throw new AuthProblem(400, 'bad_oauth_state', 'OAuth state not found or expired');
  const target = new URL(allowedRedirect(context, flow.referrer));
  try {
    const code = url.searchParams.get('code');
    if (!code) {
      const reason = url.searchParams.get('error_description') ?? url.searchParams.get('error');
      throw new AuthProblem(400, 'bad_oauth_callback', reason ?? 'OAuth callback without a code');
    }
    const profile = await fetchProfile(context, google, code);
    await inTransaction(context.pool, async (db) => {
      const user = await signInWithGoogle(db, profile);
      if (isBanned(user)) throw new AuthProblem(403, 'user_banned', 'User is banned');
      const authCode = await finishFlow(db, flow, user.id);
      if (flow.code_challenge) {
        target.searchParams.set('code', authCode);
        return;
      }
      const { user: _user, ...tokens } = await openSession(context, db, user, 'oauth', request);
      const fields = Object.entries(tokens).map(([name, value]) => [name, String(value)]);
      target.hash = new URLSearchParams(fields).toString();
    });
  } catch (error) {
    if (!(error instanceof AuthProblem)) throw error;
    const fields = { error: 'access_denied', error_code: error.code, error_description: error.message };
    for (const [name, value] of Object.entries(fields)) target.searchParams.set(name, value);
  }
  return redirect(target);
}

const tokenSchema = z.object({ access_token: z.string() });
const profileSchema = z.object({
  sub: z.string().min(1),
  email: z.email().transform((email) => email.toLowerCase()),
  email_verified: z.boolean().default(false),
  name: z.string().nullish(),
  picture: z.string().nullish(),
});

async function fetchProfile(context: AuthContext, google: GoogleProvider, code: string) {
  try {
    const exchanged = await fetch(google.tokenUrl, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code,
        client_id: google.clientId,
        client_secret: google.clientSecret,
        redirect_uri: callbackUrl(context),
      }),
    });
    const { access_token: token } = tokenSchema.parse(await exchanged.json());
    const answer = await fetch(google.userinfoUrl, { headers: { authorization: `Bearer ${token}` } });
    return profileSchema.parse(await answer.json());
  } catch (cause) {
    const problem = new AuthProblem(500, 'unexpected_failure', 'Unable to exchange external code');
    problem.cause = cause;
    throw problem;
  }
}

function provider(context: AuthContext, name: string | null): GoogleProvider {
  const { google } = context.options;
  if (name === 'google' && google) return google;
  throw new AuthProblem(400, 'validation_failed', 'Unsupported provider: provider is not enabled');
}

function callbackUrl(context: AuthContext): string {
  return `${context.authUrl}/callback`;
}

function redirect(target: URL): Response {
  return new Response(null, { status: 302, headers: { location: target.toString() } });
}
