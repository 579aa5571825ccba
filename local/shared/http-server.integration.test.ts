import { Agent, request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LocalService } from '../service';
import { readBody, serveHttp } from './http-server';

let service: LocalService & { port: number };

beforeEach(async () => {
  service = await serveHttp({
    port: 0,
    service: 'the test',
    handler: async (incoming, url) => {
      if (url.pathname === '/fails') throw new Error('It broke.');
      if (url.pathname === '/ignores') return new Response('not read');
      return new Response(String(await readBody(incoming, 10)), { headers: { 'x-path': url.pathname } });
    },
  });
});
afterEach(() => service.stop());

/** `fetch` does not let the Host header be chosen. */
function statusFor(host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: service.port, path: '/', headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('serveHttp', () => {
  it('hands the body over and answers', async () => {
    const response = await fetch(`${service.url}/a%20b?c`, { method: 'POST', body: 'ten bytes!' });
    expect([response.headers.get('x-path'), await response.text()]).toEqual(['/a%20b', 'ten bytes!']);
  });

  it('answers 500 with the message when the handler throws', async () => {
    const response = await fetch(`${service.url}/fails`);
    expect([response.status, await response.json()]).toEqual([500, { code: 500, message: 'It broke.' }]);
    const large = await fetch(service.url, { method: 'POST', body: 'eleven bytes' });
    expect((await large.json()).message).toBe('The body is larger than 10 bytes.');
  });

  it('stays usable on one connection after a large body, refused or never read', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const post = (path: string, body: string) =>
      new Promise<string>((resolve, reject) => {
        const sent = request(
          { agent, method: 'POST', host: '127.0.0.1', port: service.port, path },
          (response) => {
            let text = '';
            response.on('data', (chunk) => {
              text += chunk;
            });
            response.on('end', () => resolve(text));
          },
        );
        sent.on('error', reject);
        sent.end(body);
      });
    const large = 'x'.repeat(5_000_000);
    expect(await post('/ignores', large)).toBe('not read');
    expect(await post('/', large)).toContain('larger than 10 bytes');
    expect(await post('/', 'small')).toBe('small');
    agent.destroy();
  });

  it('refuses a name that only pretends to be this machine, as a re-pointed address does', async () => {
    expect(await statusFor('rebound.example')).toBe(403);
    expect(await statusFor(`localhost:${service.port}`)).toBe(200);
  });

  it('frees its port on stop', async () => {
    await service.stop();
    await expect(fetch(service.url)).rejects.toThrow();
    service = await serveHttp({
      port: service.port,
      service: 'the test',
      handler: () => new Response('again'),
    });
    expect(await (await fetch(service.url)).text()).toBe('again');
  });
});
