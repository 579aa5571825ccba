import { demoSecret } from '../demo/authenticator';
import { page } from './html';

/** The demo admin's phone: the code that it shows now. The page comes anew as soon as the next one does. */
export function authenticatorPage({ code, seconds }: { code: string; seconds: number }): string {
  const refresh = `<meta http-equiv="refresh" content="${seconds}">\n`;
  const body = `<main>
<a class="back" href="/">← Mailbox</a>
<h1>Authenticator app of the demo admin</h1>
<p class="muted">Type this code when admin@foothold.test is asked for one. It changes in ${seconds} s, and each works once.</p>
<p class="code">${code}</p>
<p class="muted">To have it in an app of your own, add the key <code>${demoSecret}</code>.</p>
</main>`;
  return page('Authenticator', body, refresh);
}
