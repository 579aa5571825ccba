import { BlockList, isIPv4, isIPv6 } from 'node:net';

/**
 * Whether an address belongs to somebody on the public internet. Of version 6 only what is handed out to networks is,
 * so that every way of writing an address of version 4 into it (mapped, NAT64, 6to4, Teredo) is not: such a way leads to
 * wherever the inner address does. After the special-purpose registries of IANA.
 * @param address an IP address as text; anything else is not public
 */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !specialV4.check(address, 'ipv4');
  // With a zone it is about a network of this machine.
  if (!isIPv6(address) || address.includes('%')) return false;
  return handedOutV6.check(address, 'ipv6') && !specialV6.check(address, 'ipv6');
}

const specialV4 = blocks('ipv4', [
  ['0.0.0.0', 8], // this network, and this machine
  ['10.0.0.0', 8],
  ['100.64.0.0', 10], // behind a carrier's NAT, and metadata of some clouds
  ['127.0.0.0', 8],
  ['169.254.0.0', 16], // link-local, and metadata of most clouds
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24], // documentation
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24], // relays to version 6
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15], // benchmarks
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, and broadcast
]);

const handedOutV6 = blocks('ipv6', [['2000::', 3]]);

const specialV6 = blocks('ipv6', [
  ['2001::', 23], // protocols, Teredo among them
  ['2001:db8::', 32], // documentation
  ['2002::', 16], // 6to4
  ['2620:4f:8000::', 48],
  ['3fff::', 20], // documentation
]);

function blocks(family: 'ipv4' | 'ipv6', subnets: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of subnets) list.addSubnet(network, prefix, family);
  return list;
}
