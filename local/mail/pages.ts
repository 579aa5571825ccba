import { escapeHtml, page } from './html';
import type { Message } from './store';

/** Keeps the list fresh without touching the search field or the place on the page. */
export const LIST_SCRIPT = `setInterval(async () => {
  if (document.hidden) return;
  const answer = await fetch(location.href).catch(() => undefined);
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const part of ['.count', '.card']) {
    const old = document.querySelector(part);
    const now = fresh.querySelector(part);
    if (old && now && old.innerHTML !== now.innerHTML) old.innerHTML = now.innerHTML;
  }
}, 2000);
`;

/** The list of mails, newest first. */
export function listPage(messages: Message[], search: string): string {
  const count = messages.length === 1 ? '1 mail' : `${messages.length} mails`;
  const refresh = '<script src="/mailbox.js" defer></script>\n';
  const body = `<main>
<header class="bar">
<div><h1>Mailbox</h1><p class="muted count">${search ? `${count} to “${escapeHtml(search)}”` : `${count}, caught on this computer`}</p></div>
<form role="search"><input type="search" name="to" aria-label="Search by recipient" placeholder="Search by recipient" value="${escapeHtml(search)}"><button>Search</button></form>
</header>
<div class="card">${messages.length > 0 ? `<ul class="list">${messages.map(row).join('')}</ul>` : empty(search)}</div>
</main>`;
  return page('Mailbox', body, refresh);
}

/** One mail: who, when, the mail as its reader sees it, its text version and its links. */
export function messagePage(message: Message): string {
  const links = linksOf(message);
  const body = `<main>
<a class="back" href="/">← Mailbox</a>
<h1>${escapeHtml(message.subject)}</h1>
<dl>
<dt>From</dt><dd>${escapeHtml(message.from)}</dd>
<dt>To</dt><dd>${escapeHtml(message.to.join(', '))}</dd>
<dt>Sent</dt><dd>${time(message.createdAt)}</dd>
</dl>
${message.html ? `<div class="card"><iframe title="The mail as its reader sees it" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/messages/${encodeURIComponent(message.id)}/html"></iframe></div>` : ''}
${links.length > 0 ? `<h2>Links</h2><ul class="card links">${links.map(linkItem).join('')}</ul>` : ''}
${message.text ? `<h2>Text version</h2><div class="card"><pre>${escapeHtml(message.text)}</pre></div>` : ''}
</main>`;
  return page(message.subject, body);
}

/** What stands where a mail is unknown. */
export function missingPage(): string {
  return page(
    'No such mail',
    '<main><a class="back" href="/">← Mailbox</a><h1>No such mail</h1><p class="muted">It was deleted, or never arrived.</p></main>',
  );
}

function row(message: Message): string {
  return `<li><a href="/messages/${encodeURIComponent(message.id)}"><span class="to">${escapeHtml(message.to.join(', '))}</span><span class="subject">${escapeHtml(message.subject)}</span><span class="muted">${time(message.createdAt)}</span></a></li>`;
}

function empty(search: string): string {
  return search
    ? `<div class="empty"><strong>No mail to “${escapeHtml(search)}”</strong><p class="muted"><a href="/">Show every mail</a></p></div>`
    : '<div class="empty"><strong>No mail yet</strong><p class="muted">Sign up in the app and the confirmation appears here by itself.</p></div>';
}

function time(iso: string): string {
  const date = new Date(iso);
  const clock = date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const day = date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' });
  return `<time datetime="${iso}">${day}, ${clock}</time>`;
}

function linkItem(link: string): string {
  const safe = escapeHtml(link);
  return `<li><a href="${safe}" target="_blank" rel="noreferrer noopener">${safe}</a></li>`;
}

// Only http and https become links: a `javascript:` address would run in the mailbox itself.
function linksOf(message: Message): string[] {
  const fromHtml = [...message.html.matchAll(/href\s*=\s*"(https?:\/\/[^"]+)"/gi)].map(([, link = '']) =>
    link.replaceAll('&amp;', '&'),
  );
  const fromText = [...message.text.matchAll(/https?:\/\/[^\s<>"]+/gi)].map(([link]) => link);
  return [...new Set([...fromHtml, ...fromText])].filter((link) => URL.canParse(link));
}
