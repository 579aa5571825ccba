import type { AuthContext } from './context';

/** The address a browser may be sent to: the one asked for when it is on the site, else the site. */
export function allowedRedirect(context: AuthContext, asked: string | null | undefined): string {
  const { siteUrl } = context.options;
  return asked && onSite(siteUrl, asked) ? asked : siteUrl;
}

/** Path, query and fragment of an address on the site; undefined for any other and for the site's root. */
export function nextPath(context: AuthContext, asked: string | null | undefined): string | undefined {
  const { siteUrl } = context.options;
  if (!asked || !onSite(siteUrl, asked)) return undefined;
  const { pathname, search, hash } = new URL(asked);
  const path = `${pathname}${search}${hash}`;
  return path === '/' ? undefined : path;
}

function onSite(siteUrl: string, asked: string): boolean {
  return URL.canParse(asked) && new URL(asked).origin === new URL(siteUrl).origin;
}
