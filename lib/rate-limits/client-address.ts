/**
 * Whose request it is, as far as limits by address tell people apart: the IPv4 address, or the /64 of an IPv6 address, since
 * whoever has one of those has all addresses in it. Null when the header does not say.
 *
 * Each proxy adds to `X-Forwarded-For` who connected to it, so that only as many entries from the right are true as there are
 * proxies of our own; all to their left is whatever the caller wrote.
 * @param trustedProxies one or more: whoever reaches Next directly could write the header alone
 */
export function clientAddress(headers: Headers, trustedProxies: number): string | null {
  const entries = headers.get('x-forwarded-for')?.split(',') ?? [];
  const entry = entries.at(-trustedProxies)?.trim();
  return entry ? networkOf(entry) : null;
}

/** Whether an address is this very machine. */
export function isLoopbackAddress(network: string): boolean {
  return network.startsWith('127.') || network === '0:0:0:0::/64';
}

// Some proxies write the port, too.
function networkOf(entry: string): string | null {
  const v4 = /^(\d{1,3}(?:\.\d{1,3}){3})(?::\d+)?$/.exec(entry)?.[1];
  if (v4) return v4.split('.').every((part) => Number(part) < 256) ? v4 : null;
  const v6 = /^\[([^\]]+)\](?::\d+)?$/.exec(entry)?.[1] ?? entry;
  const groups = groupsOf(v6.replace(/%.*$/, ''));
  if (!groups) return null;
  if (isMappedV4(groups)) return v4Of(groups);
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`;
}

/** The eight numbers of an IPv6 address. */
function groupsOf(address: string): number[] | null {
  // URL knows every way to write one, and gives back the shortest.
  if (!URL.canParse(`http://[${address}]/`)) return null;
  const short = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [left = '', right] = short.split('::');
  const [before, after] = [left, right ?? ''].map((side) => (side === '' ? [] : side.split(':')));
  if (!before || !after) return null;
  const missing =
    right === undefined ? [] : Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...missing, ...after].map((group) => Number.parseInt(group, 16));
}

function isMappedV4(groups: readonly number[]): boolean {
  return groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
}

function v4Of(groups: readonly number[]): string {
  return groups
    .slice(6)
    .flatMap((group) => [group >> 8, group & 0xff])
    .join('.');
}
