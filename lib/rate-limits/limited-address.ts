import { env } from '@/lib/env';
import { clientAddress, isLoopbackAddress } from './client-address';

/**
 * The address that a request is limited by. Null on the local stack for whoever works on this machine: there is nobody else at that
 * address. Those of whom the proxies say nothing share one; where there is a proxy, it always says something. Safe in the
 * edge runtime.
 */
export function limitedAddress(headers: Headers): string | null {
  const { TRUSTED_PROXIES, FOOTHOLD_STACK } = env();
  const address = clientAddress(headers, TRUSTED_PROXIES);
  if (FOOTHOLD_STACK === 'local' && (address === null || isLoopbackAddress(address))) return null;
  return address ?? 'unknown';
}
