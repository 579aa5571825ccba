import { demoCode } from '../demo/authenticator';
import type { LocalService } from '../service';
import { serveHttp } from '../shared/http-server';
import { authenticatorPage } from './authenticator-page';
import { LIST_SCRIPT, listPage, messagePage, missingPage } from './pages';
import { acceptMail } from './resend';
import { type MailStore, openMailStore } from './store';

/** Mails that a list shows at most. */
const LIST_LIMIT = 200;

/**
 * Starts the mail service: takes mail by Resend's API (`POST /emails`, `POST /emails/batch`), keeps it in `dataDir` and
 * shows it at `/`. For tests: `GET /api/messages?to=` and `DELETE /api/messages`.
 * @throws Error in one sentence when the port is taken
 */
export async function startMail(options: { port: number; dataDir: string }): Promise<LocalService> {
  const store = openMailStore(options.dataDir);
  const server = await serveHttp({
    port: options.port,
    service: 'the mailbox',
    handler: (request, url) => answer(store, request, url),
  }).catch((error: unknown) => {
    store.close();
    throw error;
  });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      store.close();
    },
  };
}

async function answer(store: MailStore, request: Request, url: URL): Promise<Response> {
  const route = `${request.method} ${url.pathname}`;
  const to = url.searchParams.get('to')?.trim() ?? '';
  if (route === 'POST /emails' || route === 'POST /emails/batch')
    return acceptMail(store, request, url.pathname);
  if (route === 'GET /api/messages') return Response.json({ messages: store.list({ to, limit: 1000 }) });
  if (route === 'DELETE /api/messages') {
    store.clear();
    return new Response(null, { status: 204 });
  }
  if (route === 'GET /') return html(listPage(store.list({ to, limit: LIST_LIMIT }), to), 200, PAGE_POLICY);
  if (route === 'GET /mailbox.js') {
    return new Response(LIST_SCRIPT, { headers: { 'content-type': 'text/javascript; charset=utf-8' } });
  }
  if (route === 'GET /authenticator') return html(authenticatorPage(demoCode(Date.now())), 200, PAGE_POLICY);
  const [, id, part] = /^GET \/messages\/([^/]+)(\/html)?$/.exec(route) ?? [];
  if (id !== undefined) {
    const message = store.find(decodeURIComponent(id));
    if (!message) return html(missingPage(), 404, PAGE_POLICY);
    return part
      ? html(withNewTabs(message.html), 200, MAIL_POLICY)
      : html(messagePage(message), 200, PAGE_POLICY);
  }
  return Response.json(
    { statusCode: 404, name: 'not_found', message: `No such endpoint: ${route}` },
    { status: 404 },
  );
}

/** The mailbox's own pages: no script but the one file that keeps the list fresh. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** A mail: nothing but its looks, in a frame of an origin of its own; links open in a new tab. */
const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data: https: http:; base-uri 'self'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

// Most pages refuse to be shown inside the mailbox's frame.
function withNewTabs(mail: string): string {
  const base = '<base target="_blank">';
  return /<head[^>]*>/i.test(mail) ? mail.replace(/<head[^>]*>/i, (head) => head + base) : base + mail;
}

function html(body: string, status: number, policy: string): Response {
  return new Response(body, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    },
  });
}
