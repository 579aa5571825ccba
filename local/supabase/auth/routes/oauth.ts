import { z } from 'zod';
import { inTransaction } from '../../database';
import type { GoogleProvider } from '../../options';
import { requireUser } from '../caller';
import type { AuthCall, AuthContext } from '../context';
import { beginFlow, findFlow, finishFlow } from '../flow-state';
import { linkGoogle, signInWithGoogle } from '../google-user';
import { AuthProblem } from '../problem';
import { allowedRedirect } from '../redirects';
import { openSession } from '../sessions';
import { isBanned } from '../users';

/** `GET /authorize?provider=google`: sends the browser to Google. */
export async function authorize(call: AuthCall): Promise<Response> {
  return redirect(await toGoogle(call));
}

/** `GET /user/identities/authorize`: where a signed-in user goes to tie a Google account to theirs. */
export async function authorizeLink(call: AuthCall): Promise<Response> {
  const { user } = await inTransaction(call.context.pool, (db) => requireUser(call, db));
  const target = await toGoogle(call, user.id);
  return call.url.searchParams.get('skip_http_redirect') === 'true'
    ? Response.json({ url: target.toString() })
    : redirect(target);
}

async function toGoogle({ context, url }: AuthCall, linkTo?: string): Promise<URL> {
  const google = provider(context, url.searchParams.get('provider'));
  const method = url.searchParams.get('code_challenge_method')?.toLowerCase();
  const state = await beginFlow(context.pool, {
    method: 'oauth',
    provider: 'google',
    ...(linkTo && { linkTo }),
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
  return target;
}

/** `GET /callback`: Google sent the browser back; signs in and sends it on to the app with a code or with tokens. */
export async function callback({ context, request, url }: AuthCall): Promise<Response> {
  const google = provider(context, 'google');
  const flow = await findFlow(context.pool, url.searchParams.get('state') ?? '');
  if (!flow) {
    // Where the browser was to go in the end stood in the state: what is left is the site itself, as hosted.
    const unknown = new AuthProblem(400, 'bad_oauth_state', 'OAuth state not found or expired');
    return redirect(withProblem(new URL(context.options.siteUrl), unknown, 'invalid_request'));
  }
  const target = new URL(allowedRedirect(context, flow.referrer));
  try {
    const refused = url.searchParams.get('error');
    if (refused) {
      // Google's own refusal is passed on without a code of ours, as hosted.
      target.searchParams.set('error', refused);
      target.searchParams.set('error_description', url.searchParams.get('error_description') ?? refused);
      return redirect(target);
    }
    const code = url.searchParams.get('code');
    if (!code) throw new AuthProblem(400, 'bad_oauth_callback', 'OAuth callback without a code');
    const profile = await fetchProfile(context, google, code);
    await inTransaction(context.pool, async (db) => {
      const user = flow.linking_target_id
        ? await linkGoogle(db, flow.linking_target_id, profile)
        : await signInWithGoogle(db, profile);
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
    withProblem(target, error, error.status >= 500 ? 'server_error' : 'access_denied');
  }
  return redirect(target);
}

function withProblem(target: URL, { code, message }: AuthProblem, error: string): URL {
  const fields = { error, error_code: code, error_description: message };
  for (const [name, value] of Object.entries(fields)) target.searchParams.set(name, value);
  return target;
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
