import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Stripe from 'stripe';
import { type StripeOptions, type StripeService, startStripe } from '../index';

/** An emulator in a folder of its own, with a real SDK that talks to it. */
export type TestEmulator = {
  service: StripeService;
  stripe: Stripe;
  dataDir: string;
  /** Calls the control API. */
  control(method: string, path: string, body?: object): Promise<Record<string, unknown>>;
  /** Stops and starts it again on the same data. */
  restart(changes?: Partial<StripeOptions>): Promise<void>;
  /** Stops it and removes its data. */
  close(): Promise<void>;
};

/** Starts a strict emulator on a free port. */
export async function startEmulator(options: Partial<StripeOptions> = {}): Promise<TestEmulator> {
  const dataDir = await mkdtemp(join(tmpdir(), 'foothold-stripe-'));
  const start = (changes: Partial<StripeOptions> = {}) =>
    startStripe({ port: 0, dataDir, secretKey: 'sk_test_local', strict: true, ...options, ...changes });
  const service = await start();
  const emulator: TestEmulator = {
    service,
    stripe: sdk(service),
    dataDir,
    control: async (method, path, body) => {
      const init = { method, ...(body && { body: JSON.stringify(body) }) };
      const response = await fetch(`${emulator.service.url}/_control${path}`, init);
      const answer: unknown = await response.json();
      if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
      return Object.fromEntries(Object.entries(answer ?? {}));
    },
    restart: async (changes) => {
      await emulator.service.stop();
      emulator.service = await start(changes);
      emulator.stripe = sdk(emulator.service);
    },
    close: async () => {
      await emulator.service.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  return emulator;
}

/** The real SDK, pointed at an emulator, without retries of its own. */
function sdk(service: StripeService): Stripe {
  const { hostname, port } = new URL(service.url);
  return new Stripe(service.secretKey, {
    host: hostname,
    port: Number(port),
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
  });
}

/** What a webhook receiver got. */
type Received = { body: string; signature: string };

/** A webhook endpoint whose answers a test decides. */
export async function startReceiver(answer: (count: number) => number = () => 200) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      received.push({ body, signature: String(request.headers['stripe-signature']) });
      const status = answer(received.length);
      response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/webhook`,
    received,
    types: () => received.map(({ body }) => String(JSON.parse(body).type)),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
