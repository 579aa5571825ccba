/**
 * Whether a request that changes something came from a page of this site. Browsers send `Origin` with every
 * such request; the two others are for what leaves it out. A request that says nothing is not trusted.
 * @param origin of the site, such as `https://foothold.example`
 */
export function isSameOrigin(headers: Headers, origin: string): boolean {
  const given = headers.get('origin');
  if (given !== null) return given === origin;
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  const referer = headers.get('referer');
  return referer !== null && URL.canParse(referer) && new URL(referer).origin === origin;
}
