import { isIPv6 } from 'node:net';

/**
 * What is kept of an address: `loopback`, `private`, or the network alone, such as `203.0.113.x` or
 * `2001:db8:7::/48`, which tells a person where a session is and nobody who it was. Null for what is no address.
 */
export function networkOf(address: string | null | undefined): string | null {
  const bare = withoutPort(address?.trim() ?? '');
  const v4 = /^(?:::ffff:)?(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})$/i.exec(bare)?.[1];
  if (v4 !== undefined) return networkOfV4(v4.split('.').map(Number));
  return isIPv6(bare) ? networkOfV6(bare.toLowerCase()) : null;
}

function networkOfV4(bytes: readonly number[]): string | null {
  if (bytes.some((byte) => byte > 255)) return null;
  const [a = 0, b = 0, c = 0] = bytes;
  if (a === 127) return 'loopback';
  const isPrivate =
    a === 10 ||
    a === 0 ||
    (a === 172 && b >= 16 && b <= 31) ||
    (a === 192 && b === 168) ||
    // Link-local, and what providers share among their customers.
    (a === 169 && b === 254) ||
    (a === 100 && b >= 64 && b <= 127);
  return isPrivate ? 'private' : `${a}.${b}.${c}.x`;
}

function networkOfV6(address: string): string {
  const [first = 0, second = 0, third = 0, ...rest] = groupsOf(address.split('%')[0] ?? '');
  const isZero = [first, second, third, ...rest.slice(0, -1)].every((group) => group === 0);
  if (isZero && rest.at(-1) === 1) return 'loopback';
  // Unique local, link-local, and what stands for no address.
  if ((first & 0xfe00) === 0xfc00 || (first & 0xffc0) === 0xfe80 || isZero) return 'private';
  return `${[first, second, third].map((group) => group.toString(16)).join(':')}::/48`;
}

/** The eight groups of an IPv6 address; an IPv4 address at its end is not looked into. */
function groupsOf(address: string): number[] {
  const [head = '', tail] = address.replace(/[\d.]+\.[\d.]+$/, '0:0').split('::');
  const parsed = (part: string) =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
  const [before, after] = [parsed(head), parsed(tail ?? '')];
  return tail === undefined
    ? before
    : [...before, ...Array<number>(Math.max(0, 8 - before.length - after.length)).fill(0), ...after];
}

// Some proxies add the port: `203.0.113.9:4711`, `[2001:db8::1]:4711`.
function withoutPort(address: string): string {
  const bracketed = /^\[([^\]]+)\](?::\d+)?$/.exec(address)?.[1];
  return bracketed ?? /^(\d[\d.]*):\d+$/.exec(address)?.[1] ?? address;
}
