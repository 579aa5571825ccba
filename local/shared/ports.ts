import { createServer } from 'node:net';
import { LOOPBACK } from '../service';

/**
 * The port a service will use: the one asked for, or for 0 a free one.
 * @throws Error in one sentence when the port is taken
 */
export async function resolvePort(port: number, service: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => reject(portProblem(error, port, service)));
    probe.listen({ port, host: LOOPBACK, exclusive: true }, () => {
      const address = probe.address();
      const found = typeof address === 'object' && address !== null ? address.port : port;
      probe.close(() => resolve(found));
    });
  });
}

/** Turns what `listen` failed with into a sentence that names the port and who wanted it. */
export function portProblem(error: Error, port: number, service: string): Error {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return new Error(`Port ${port} is already taken by another program; ${service} needs it.`, {
      cause: error,
    });
  }
  if (code === 'EACCES') {
    return new Error(`Port ${port} may not be used by this account; ${service} needs it.`, { cause: error });
  }
  return new Error(`${service} could not listen on port ${port}: ${error.message}.`, { cause: error });
}
