import { readBody } from '../shared/http-server';
import type { Grants } from './grants';
import type { GoogleClient } from './index';

/** `POST /token`: a code for a token. Errors as RFC 6749 has them. */
export async function answerToken(client: GoogleClient, grants: Grants, request: Request): Promise<Response> {
  const form = new URLSearchParams(String(await readBody(request, 10_000)));
  if (form.get('client_id') !== client.clientId || form.get('client_secret') !== client.clientSecret) {
    return Response.json({ error: 'invalid_client' }, { status: 401 });
  }
  if (form.get('grant_type') !== 'authorization_code') {
    return Response.json({ error: 'unsupported_grant_type' }, { status: 400 });
  }
  const token = grants.exchange(form.get('code') ?? '', form.get('redirect_uri') ?? '');
  if (!token) return Response.json({ error: 'invalid_grant' }, { status: 400 });
  return Response.json({
    access_token: token,
    token_type: 'Bearer',
    expires_in: 3599,
    scope: 'email profile',
  });
}

/** `GET /userinfo`: who the bearer of the token is. */
export function answerUserinfo(grants: Grants, request: Request): Response {
  const token = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  const person = token && grants.personOf(token);
  return person ? Response.json(person) : Response.json({ error: 'invalid_token' }, { status: 401 });
}
