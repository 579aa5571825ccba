import { createServer } from 'node:net';
import type { LocalPorts } from './profiles';

// PostgreSQL and Redis are not among them: they end a copy of themselves that a killed launcher has left, and say in a
// sentence of their own when it is another program.
const purposes: Partial<Record<keyof LocalPorts, string>> = {
  app: 'the app',
  supabase: 'Supabase',
  upstash: 'the Upstash bridge',
  stripe: 'the Stripe emulator',
  mail: 'the mailbox',
  google: 'the Google stand-in',
};

/** @throws Error in a sentence that names each port that another program holds and what wanted it */
export async function requireFreePorts(ports: LocalPorts): Promise<void> {
  const names = Object.keys(purposes) as (keyof LocalPorts)[];
  const free = await Promise.all(names.map((name) => isFree(ports[name])));
  const taken = names.filter((_, index) => !free[index]);
  if (taken.length === 0) return;
  const list = taken.map((name) => `port ${ports[name]} (for ${purposes[name]})`).join(', ');
  throw new Error(
    `Taken by another program: ${list}. Stop that program, or start on other ports: npm run local -- --port 4000`,
  );
}

// Both loopbacks: a program on one of them would answer half of the browsers.
async function isFree(port: number): Promise<boolean> {
  const answers = await Promise.all(['127.0.0.1', '::1'].map((host) => canListen(port, host)));
  return answers.every(Boolean);
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code !== 'EADDRINUSE'));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
