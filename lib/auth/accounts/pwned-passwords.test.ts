import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pwnedPasswordChecks } from '@/lib/observability';
import { dependency } from '@/lib/resilience';
import { isPwnedAt } from './pwned-passwords';

const breached = 'tidal granite whistle';
const [prefix, suffix] = [sha1(breached).slice(0, 5), sha1(breached).slice(5)];

let server: Server;
let address: string;
let asked: { url: string | undefined; padding: unknown }[];
let respond: () => { status?: number; body?: string; hang?: boolean };

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push({ url: request.url, padding: request.headers['add-padding'] });
    const { status = 200, body = '', hang = false } = respond();
    if (!hang) response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  address = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = [];
  respond = () => ({ body: `${'0'.repeat(35)}:3\r\n${suffix}:17\r\n` });
});

describe('whether a password was breached', () => {
  it('is asked with five digits of its hash, and nothing else leaves', async () => {
    expect(await isPwnedAt(address, breached, breaker())).toBe(true);
    expect(asked).toEqual([{ url: `/range/${prefix}`, padding: 'true' }]);
    expect(`/range/${prefix}`).toHaveLength('/range/'.length + 5);
  });

  it('is no for one that is not in the answer, and for what only pads it', async () => {
    respond = () => ({ body: `${'0'.repeat(35)}:3\r\n` });
    expect(await isPwnedAt(address, breached, breaker())).toBe(false);
    respond = () => ({ body: `${suffix}:0\r\n` });
    expect(await isPwnedAt(address, breached, breaker())).toBe(false);
  });

  it.each([
    ['an error', () => ({ status: 500 })],
    ['a page that is no list', () => ({ body: '<html>' })],
    ['a list without end', () => ({ body: `${suffix}:1\n`.repeat(20_000) })],
  ])('stops nobody after %s', async (_case, answer) => {
    respond = answer;
    expect(await isPwnedAt(address, breached, breaker())).toBe(false);
  });

  it('stops nobody for long when there is no answer, is counted, and is not asked again after three', async () => {
    respond = () => ({ hang: true });
    const before = await unavailable();
    const once = breaker();
    const began = performance.now();
    for (let i = 0; i < 3; i++) expect(await isPwnedAt(address, breached, once)).toBe(false);
    expect(performance.now() - began).toBeLessThan(8_000);
    expect(asked).toHaveLength(3);
    expect(await isPwnedAt(address, breached, once)).toBe(false);
    expect(asked).toHaveLength(3);
    expect((await unavailable()) - before).toBe(4);
  }, 20_000);
});

function breaker() {
  return dependency({ name: 'test list', isFailure: () => true });
}

async function unavailable(): Promise<number> {
  const { values } = await pwnedPasswordChecks.get();
  return values.find(({ labels }) => labels.outcome === 'unavailable')?.value ?? 0;
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex').toUpperCase();
}
