/** An address that may become a link; undefined for what is none on the web, whatever way it came into the database. */
export function webLink(address: string | null): string | undefined {
  if (address === null || !URL.canParse(address)) return undefined;
  return /^https?:$/.test(new URL(address).protocol) ? address : undefined;
}

/** How an address is shown where there is little room: `example.com/jobs/1`. */
export function webLinkWords(address: string): string {
  const { host, pathname } = new URL(address);
  return (host.replace(/^www\./, '') + pathname).replace(/\/$/, '');
}
