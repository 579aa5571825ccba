import { isIP } from 'node:net';
import { FetchRefusedError } from './fetch-refused';
import type { Address, Network } from './network';

/** An address that may be fetched, and where exactly it is to be connected to. */
export type Target = { url: URL; addresses: readonly Address[] };

/**
 * Finds out once where an address leads. Every address that its name has must be allowed: a name with one good and one
 * bad address is made to mislead.
 * @throws FetchRefusedError `not_allowed` or `unreachable`
 */
export async function allowedTarget(given: string, network: Network): Promise<Target> {
  const url = allowedUrl(given, network);
  const addresses = await addressesOf(hostOf(url), network);
  const wrong = addresses.find(({ address }) => !network.mayReach(address));
  if (wrong) throw notAllowed(`${url.hostname} leads to ${wrong.address}`);
  return { url, addresses };
}

/** The name or the bare address within a URL: IPv6 stands in brackets there. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}

function allowedUrl(given: string, network: Network): URL {
  if (given.length > 2048 || !URL.canParse(given)) throw notAllowed('it is no address');
  const url = new URL(given);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw notAllowed(`it is of ${url.protocol}`);
  if (url.username !== '' || url.password !== '') throw notAllowed('it carries a user');
  if (!network.mayUsePort(portOf(url))) throw notAllowed(`it is at port ${url.port}`);
  return url;
}

function portOf({ port, protocol }: URL): number {
  if (port !== '') return Number(port);
  return protocol === 'https:' ? 443 : 80;
}

async function addressesOf(host: string, { resolve }: Network): Promise<readonly Address[]> {
  const family = isIP(host);
  if (family !== 0) return [{ address: host, family: family === 6 ? 6 : 4 }];
  const found = await resolve(host).catch((cause: unknown) => {
    throw new FetchRefusedError('unreachable', `the name ${host} was not found`, { cause });
  });
  if (found.length === 0) throw new FetchRefusedError('unreachable', `the name ${host} has no address`);
  return found;
}

function notAllowed(why: string): FetchRefusedError {
  return new FetchRefusedError('not_allowed', `not fetched: ${why}`);
}
