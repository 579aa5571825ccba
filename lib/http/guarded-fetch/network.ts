import { lookup } from 'node:dns/promises';
import { isPublicAddress } from './is-public-address';

/** An address that a name stands for. */
export type Address = { address: string; family: 4 | 6 };

/** What may be reached, and how names are found there. A test brings its own; the product has {@link publicInternet}. */
export type Network = {
  resolve: (hostname: string) => Promise<readonly Address[]>;
  mayReach: (address: string) => boolean;
  mayUsePort: (port: number) => boolean;
};

/** Addresses of the internet at the two ports of the web: whatever else listens somewhere is no web page. */
export const publicInternet: Network = {
  resolve: async (hostname) =>
    (await lookup(hostname, { all: true })).map(({ address, family }) => ({
      address,
      family: family === 6 ? 6 : 4,
    })),
  mayReach: isPublicAddress,
  mayUsePort: (port) => port === 80 || port === 443,
};
