import { requireApiKey } from './caller';
import type { AuthContext, AuthRoute } from './context';
import { AuthProblem, problemResponse } from './problem';
import { deleteFactor, listFactors } from './routes/admin-factors';
import { generateLink, invite } from './routes/admin-links';
import { createUser, deleteUser, getUserById, listUsers, updateUserById } from './routes/admin-users';
import { challengeFactor, enrolFactor, unenrolFactor, verifyFactor } from './routes/factors';
import { unlinkIdentity } from './routes/identities';
import { logout } from './routes/logout';
import { authorize, authorizeLink, callback } from './routes/oauth';
import { recover, sendOtp } from './routes/one-time-sign-in';
import { health, jwks, settings } from './routes/service';
import { resend, signUp } from './routes/sign-up';
import { token } from './routes/token';
import { getUser, putUser } from './routes/user';
import { verify, verifyByLink } from './routes/verify';

/**
 * Answers one request below `/auth/v1`.
 * @param path the rest of the path, with its slash
 */
export async function answerAuth(
  context: AuthContext,
  request: Request,
  url: URL,
  path: string,
): Promise<Response> {
  try {
    const [route, params] = find(request.method, path);
    const call = { request, url, context, params };
    if (!OPEN.has(route)) requireApiKey(call);
    return await route(call);
  } catch (error) {
    if (error instanceof AuthProblem) return problemResponse(error, request);
    const message = error instanceof Error ? error.message : String(error);
    return problemResponse(new AuthProblem(500, 'unexpected_failure', message), request);
  }
}

/** Every endpoint; a segment with a colon matches anything and is named. */
const ROUTES: Record<string, AuthRoute> = {
  'GET /.well-known/jwks.json': jwks,
  'GET /health': health,
  'GET /settings': settings,
  'POST /signup': signUp,
  'POST /resend': resend,
  'POST /token': token,
  'POST /otp': sendOtp,
  'POST /magiclink': sendOtp,
  'POST /recover': recover,
  'POST /verify': verify,
  'GET /verify': verifyByLink,
  'GET /authorize': authorize,
  'GET /callback': callback,
  'GET /user': getUser,
  'PUT /user': putUser,
  'GET /user/identities/authorize': authorizeLink,
  'DELETE /user/identities/:id': unlinkIdentity,
  'POST /logout': logout,
  'POST /factors': enrolFactor,
  'POST /factors/:id/challenge': challengeFactor,
  'POST /factors/:id/verify': verifyFactor,
  'DELETE /factors/:id': unenrolFactor,
  'POST /invite': invite,
  'POST /admin/generate_link': generateLink,
  'GET /admin/users': listUsers,
  'POST /admin/users': createUser,
  'GET /admin/users/:id': getUserById,
  'PUT /admin/users/:id': updateUserById,
  'DELETE /admin/users/:id': deleteUser,
  'GET /admin/users/:id/factors': listFactors,
  'DELETE /admin/users/:id/factors/:factor': deleteFactor,
};

/** Addresses that a browser or a verifier opens without a key. */
const OPEN = new Set<AuthRoute>([jwks, verifyByLink, authorize, callback]);

function find(method: string, path: string): [AuthRoute, Record<string, string>] {
  const segments = path.split('/');
  for (const [pattern, route] of Object.entries(ROUTES)) {
    const [wanted, shape = ''] = pattern.split(' ');
    if (wanted !== method) continue;
    const params = match(shape.split('/'), segments);
    if (params) return [route, params];
  }
  throw new AuthProblem(404, 'not_found', `No such endpoint: ${method} /auth/v1${path}`);
}

function match(shape: string[], segments: string[]): Record<string, string> | undefined {
  if (shape.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of shape.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = segment;
    else if (part !== segment) return undefined;
  }
  return params;
}
