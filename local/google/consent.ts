import { createHash } from 'node:crypto';
import { z } from 'zod';
import { readBody } from '../shared/http-server';
import { consentPage, refusedPage } from './consent-page';
import type { Grants } from './grants';
import type { GoogleClient } from './index';

const querySchema = z.object({
  client_id: z.string(),
  redirect_uri: z.url().refine((uri) => ['127.0.0.1', 'localhost'].includes(new URL(uri).hostname)),
  response_type: z.literal('code'),
  scope: z.string().refine((scope) => scope.split(' ').includes('email')),
  state: z.string().min(1),
});

/** `GET /o/oauth2/v2/auth`: asks who one wants to be. */
export function answerAuthorize(client: GoogleClient, url: URL): Response {
  return asked(client, url) ? page(consentPage()) : page(refusedPage(), 400);
}

const choiceSchema = z.object({
  choice: z.literal('continue'),
  email: z.string().trim().toLowerCase().pipe(z.email()),
  name: z.string().trim().max(100).default(''),
  verified: z.literal('on').optional(),
});

/** `POST /o/oauth2/v2/auth`: goes back with a code, or with `access_denied` when it was cancelled. */
export async function answerChoice(
  client: GoogleClient,
  grants: Grants,
  request: Request,
  url: URL,
): Promise<Response> {
  const query = asked(client, url);
  if (!query) return page(refusedPage(), 400);
  const form = Object.fromEntries(new URLSearchParams(String(await readBody(request, 10_000))));
  const back = new URL(query.redirect_uri);
  back.searchParams.set('state', query.state);
  if (form.choice === 'cancel') {
    back.searchParams.set('error', 'access_denied');
    return redirect(back);
  }
  const chosen = choiceSchema.safeParse(form);
  if (!chosen.success) return page(consentPage('Enter an email address.'), 422);
  const { email, name, verified } = chosen.data;
  const sub = BigInt(`0x${createHash('sha256').update(email).digest('hex').slice(0, 16)}`).toString();
  const person = { sub, email, email_verified: verified === 'on', name };
  back.searchParams.set('code', grants.issueCode(person, query.redirect_uri));
  return redirect(back);
}

function asked({ clientId }: GoogleClient, url: URL): z.infer<typeof querySchema> | undefined {
  const query = querySchema.safeParse(Object.fromEntries(url.searchParams));
  return query.success && query.data.client_id === clientId ? query.data : undefined;
}

function page(markup: string, status = 200): Response {
  return new Response(markup, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    },
  });
}

function redirect(location: URL): Response {
  return new Response(null, {
    status: 303,
    headers: { location: location.href, 'cache-control': 'no-store' },
  });
}
