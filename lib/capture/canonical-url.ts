import { siteAddressOf } from './site-address';
import { withoutTracking } from './without-tracking';

/**
 * One name for all addresses of the same posting, to compare by: without what only says who came from where, and in one
 * form for the sites whose postings have many addresses. It need not open; {@link postingUrl} does. Idempotent, and
 * never throws: what is no web address comes back trimmed.
 */
export function canonicalUrl(given: string): string {
  const url = webAddress(given);
  if (!url) return given.trim();
  const known = siteAddressOf(url);
  if (known) return known.canonical;
  withoutTracking(url);
  url.searchParams.sort();
  url.hostname = bareHost(url.hostname);
  if (url.port === '') url.protocol = 'https:';
  url.pathname = withoutTrailingSlash(url.pathname);
  return url.href;
}

/**
 * The address under which a posting is kept and opened again: free of tracking, but at the very host that served it,
 * since not every site answers without its `www`. Its {@link canonicalUrl} is that of what was given.
 */
export function postingUrl(given: string): string {
  const url = webAddress(given);
  if (!url) return given.trim();
  const known = siteAddressOf(url);
  if (known?.link) return known.link;
  withoutTracking(url);
  return url.href;
}

function webAddress(given: string): URL | undefined {
  if (!URL.canParse(given)) return undefined;
  const url = new URL(given);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url : undefined;
}

// "www.com" is a name of its own.
function bareHost(hostname: string): string {
  return hostname.replace(/\.$/, '').replace(/^(?:www\.)+(?=[^.]+\.)/, '');
}

function withoutTrailingSlash(path: string): string {
  return path.replace(/\/+$/, '') || '/';
}
