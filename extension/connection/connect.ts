import { browser } from 'wxt/browser';
import { appUrl } from '../api/app-url';
import { callApi, send } from '../api/call-api';
import { challengeOf, randomText } from './pkce';
import { connectionKey, connectionSchema, keepConnection } from './stored-connection';

/** What came of asking to be connected. */
export type Connecting = 'connected' | 'declined' | 'closed' | 'failed';

/** Has the person say yes on a page of the site, and keeps the token that comes of it; docs/extension-sign-in.md. */
export async function connect(): Promise<Connecting> {
  const [codeVerifier, state] = [randomText(), randomText()];
  const page = new URL('/extension/connect', appUrl);
  page.searchParams.set('extension_id', browser.runtime.id);
  page.searchParams.set('code_challenge', await challengeOf(codeVerifier));
  page.searchParams.set('state', state);
  const back = await openedUntilBack(page.href);
  if (!back) return 'closed';
  // An answer to a question that was not asked is nobody's.
  if (back.searchParams.get('state') !== state) return 'failed';
  const code = back.searchParams.get('code');
  if (!code) return back.searchParams.get('error') === 'access_denied' ? 'declined' : 'failed';
  const answer = await send('/api/auth/extension/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, codeVerifier, extensionId: browser.runtime.id }),
  });
  const granted = connectionSchema.safeParse(answer.kind === 'ok' ? answer.body : undefined);
  if (!granted.success) return 'failed';
  await keepConnection(granted.data);
  return 'connected';
}

/** Ends the connection here, and at the site if it can be reached: there it also ends by itself. */
export async function disconnect(): Promise<void> {
  await callApi('/api/auth/extension', { method: 'DELETE' });
  await browser.storage.local.remove(connectionKey);
}

async function openedUntilBack(url: string): Promise<URL | undefined> {
  try {
    const back = await browser.identity.launchWebAuthFlow({ url, interactive: true });
    return back?.startsWith(browser.identity.getRedirectURL()) ? new URL(back) : undefined;
  } catch {
    return undefined;
  }
}
