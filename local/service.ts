/** A started local service: its loopback address and how to end it. `stop` resolves once nothing of it runs any more. */
export type LocalService = {
  /** Base URL without a trailing slash, always on 127.0.0.1. */
  url: string;
  stop(): Promise<void>;
};

/** Every local service listens here and nowhere else. */
export const LOOPBACK = '127.0.0.1';
