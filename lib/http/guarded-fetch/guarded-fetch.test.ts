import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { FetchRefusedError } from './fetch-refused';
import { type GuardedRequest, guardedFetch } from './guarded-fetch';
import type { Network } from './network';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;
let answer: Handler;
let port: number;
const got: IncomingMessage[] = [];
const server = createServer((request, response) => {
  got.push(request);
  answer(request, response);
});

beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  ({ port } = server.address() as AddressInfo);
});
beforeEach(() => {
  got.length = 0;
  answer = (_, response) => response.end('here');
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** The names that there are, at this machine and nowhere else. */
const names: Record<string, string[]> = {
  'good.example': ['127.0.0.1'],
  'other.example': ['127.0.0.1'],
  'inside.example': ['10.0.0.1'],
  'mixed.example': ['127.0.0.1', '10.0.0.1'],
};
const network: Network = {
  resolve: async (name) => (names[name] ?? []).map((address) => ({ address, family: 4 })),
  mayReach: (address) => address === '127.0.0.1',
  mayUsePort: (used) => used === port,
};
const at = (path: string, name = 'good.example') => `http://${name}:${port}${path}`;
const fetched = (path: string, request?: GuardedRequest, using = network) =>
  guardedFetch(path.startsWith('/') ? at(path) : path, request, using);
const text = (body: Uint8Array) => new TextDecoder().decode(body);

describe('an address that may be fetched', () => {
  it('is answered with status, headers and body, whatever the status is', async () => {
    answer = (_, response) => response.writeHead(404, { 'x-what': 'nothing' }).end('not here');
    const { status, headers, body, url } = await fetched('/page?q=1');
    expect([status, headers.get('x-what'), text(body), url]).toEqual([
      404,
      'nothing',
      'not here',
      at('/page?q=1'),
    ]);
    expect(got[0]?.headers.host).toBe(`good.example:${port}`);
    expect(got[0]?.url).toBe('/page?q=1');
  });

  it('takes what is posted, and cannot be told to be another host', async () => {
    let body = '';
    answer = (request, response) => {
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => response.end());
    };
    await fetched('/', {
      method: 'POST',
      body: '{"a":1}',
      headers: { host: 'inside.example', 'x-own': 'yes' },
    });
    expect([body, got[0]?.headers.host, got[0]?.headers['x-own']]).toEqual([
      '{"a":1}',
      `good.example:${port}`,
      'yes',
    ]);
  });

  it.each([
    ['gzip', gzipSync('packed')],
    ['br', brotliCompressSync('packed')],
  ])('is unpacked when it comes as %s', async (encoding, bytes) => {
    answer = (_, response) => response.writeHead(200, { 'content-encoding': encoding }).end(bytes);
    expect(text((await fetched('/')).body)).toBe('packed');
  });
});

describe('between the check and the connection', () => {
  it('nothing is looked up again: a name that changes its address leads to the one that was checked', async () => {
    const answers = [['127.0.0.1'], ['10.0.0.1']];
    const resolve = vi.fn(async () =>
      (answers.shift() ?? []).map((address) => ({ address, family: 4 as const })),
    );
    expect((await fetched('/', {}, { ...network, resolve })).status).toBe(200);
    expect(resolve).toHaveBeenCalledTimes(1);
  });

  it('what the connection leads to in the end is looked at again', async () => {
    const verdicts = [true, false];
    const mayReach = () => verdicts.shift() ?? false;
    await expect(fetched('/', {}, { ...network, mayReach })).rejects.toMatchObject({ reason: 'not_allowed' });
    expect(got).toEqual([]);
  });
});

describe('the internet as the product sees it', () => {
  it.each([
    'http://127.0.0.1/',
    'http://localhost/',
    'http://[::1]/',
    'http://[::]/',
    'http://0/',
    'http://0x7f.1/',
    'http://2130706433/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://①②⑦.⓪.⓪.①/',
    'http://[::ffff:127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[fd00:ec2::254]/latest/meta-data/',
    'http://10.0.0.1/',
    'http://192.168.0.1/',
    'http://8.8.8.8:22/',
    'http://8.8.8.8:6379/',
    'https://8.8.8.8:8443/',
    'http://user:password@8.8.8.8/',
    'http://user@8.8.8.8/',
    'ftp://8.8.8.8/',
    'file:///etc/passwd',
    'data:text/plain,x',
    'gopher://8.8.8.8/',
    'javascript:alert(1)',
    '//8.8.8.8/',
    '/etc/passwd',
    '',
    `http://8.8.8.8/${'x'.repeat(3000)}`,
  ])('does not have %s', async (given) => {
    await expect(guardedFetch(given)).rejects.toMatchObject({
      name: 'FetchRefusedError',
      reason: 'not_allowed',
    });
  });

  it('does not have this very server, at any of its names', async () => {
    for (const host of ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]'])
      await expect(guardedFetch(`http://${host}:${port}/`)).rejects.toBeInstanceOf(FetchRefusedError);
    expect(got).toEqual([]);
  });
});

describe('a name', () => {
  it('that leads inside is refused', async () => {
    await expect(fetched(at('/', 'inside.example'))).rejects.toMatchObject({ reason: 'not_allowed' });
  });

  it('with one good and one bad address is refused', async () => {
    await expect(fetched(at('/', 'mixed.example'))).rejects.toMatchObject({ reason: 'not_allowed' });
    expect(got).toEqual([]);
  });

  it('that there is not is told as not reached', async () => {
    await expect(fetched(at('/', 'none.example'))).rejects.toMatchObject({ reason: 'unreachable' });
    const failing = { ...network, resolve: () => Promise.reject(new Error('ENOTFOUND')) };
    await expect(fetched('/', {}, failing)).rejects.toMatchObject({ reason: 'unreachable' });
  });
});

describe('a redirect', () => {
  const leadTo = (location: string, status = 302): Handler => {
    return (request, response) => {
      if (request.url === '/from') response.writeHead(status, { location }).end();
      else response.end('arrived');
    };
  };

  it('is followed, also to another name', async () => {
    answer = leadTo(at('/there', 'other.example'));
    const { body, url } = await fetched('/from');
    expect([text(body), url]).toEqual(['arrived', at('/there', 'other.example')]);
    answer = leadTo('../there');
    expect((await fetched('/from')).url).toBe(at('/there'));
  });

  it.each([
    ['inside', () => at('/', 'inside.example')],
    ['to an address inside', () => 'http://169.254.169.254/latest/meta-data/'],
    ['to another port', () => 'http://good.example:22/'],
    ['to a file', () => 'file:///etc/passwd'],
    ['to a user', () => `http://a:b@good.example:${port}/`],
    ['nowhere', () => 'http://'],
  ])('%s is not', async (_, location) => {
    answer = leadTo(location());
    await expect(fetched('/from')).rejects.toMatchObject({ reason: 'not_allowed' });
    expect(got).toHaveLength(1);
  });

  it('is followed three times and no more', async () => {
    answer = (request, response) => response.writeHead(302, { location: `${request.url}x` }).end();
    await expect(fetched('/')).rejects.toMatchObject({ reason: 'too_many_redirects' });
    expect(got).toHaveLength(4);
  });

  it('takes no header of ours along to another site', async () => {
    const headers = { authorization: 'Bearer ours', 'x-own': 'ours' };
    answer = leadTo(at('/there', 'other.example'));
    await fetched('/from', { headers });
    expect(JSON.stringify(got[1]?.headers)).not.toContain('ours');
    answer = leadTo('/there');
    await fetched('/from', { headers });
    expect(got.at(-1)?.headers.authorization).toBe('Bearer ours');
  });

  it('is no reason to post elsewhere', async () => {
    answer = leadTo(at('/there'), 307);
    expect((await fetched('/from', { method: 'POST', body: 'x' })).status).toBe(307);
    expect(got).toHaveLength(1);
  });
});

describe('an answer that is too large', () => {
  const bytesMax = 10_000;
  const refused = () => expect(fetched('/', { bytesMax })).rejects.toMatchObject({ reason: 'too_large' });

  it('is not read when it says so itself', async () => {
    answer = (_, response) => response.writeHead(200, { 'content-length': '10001' }).end('x'.repeat(10_001));
    await refused();
  });

  it('is cut off when it does not', async () => {
    let sent = 0;
    answer = (_, response) => {
      const more = () => {
        if (response.destroyed) return;
        sent += 1_000;
        response.write('x'.repeat(1_000));
        setImmediate(more);
      };
      more();
    };
    await refused();
    expect(sent).toBeLessThan(10_000_000);
  });

  it.each([
    ['gzip', gzipSync(Buffer.alloc(50_000_000))],
    ['br', brotliCompressSync(Buffer.alloc(5_000_000))],
  ])('is cut off when it is a bomb of %s', async (encoding, bomb) => {
    answer = (_, response) => response.writeHead(200, { 'content-encoding': encoding }).end(bomb);
    const before = process.memoryUsage().rss;
    await refused();
    expect(process.memoryUsage().rss - before).toBeLessThan(40_000_000);
  });
});

describe('an answer', () => {
  it.each([
    ['broken', 'gzip'],
    ['packed twice', 'gzip, gzip'],
    ['packed in an unknown way', 'zstd'],
  ])('that is %s is refused', async (_, encoding) => {
    answer = (_request, response) => response.writeHead(200, { 'content-encoding': encoding }).end('no gzip');
    await expect(fetched('/')).rejects.toMatchObject({ reason: 'undecodable' });
  });
});

describe('an answer that takes too long', () => {
  const refused = (using = network) =>
    expect(fetched('/', { timeoutMs: 150 }, using)).rejects.toMatchObject({ reason: 'too_slow' });

  it('is not waited for when it does not begin', async () => {
    answer = () => {};
    await refused();
  });

  it('is not waited for when it comes byte by byte', async () => {
    answer = (_, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(timer));
    };
    await refused();
  });

  it('is not waited for when its name is not found', async () => {
    await refused({ ...network, resolve: () => new Promise(() => {}) });
  });
});

it('the connection that is refused or breaks is told as not reached', async () => {
  answer = (request) => request.socket.destroy();
  await expect(fetched('/')).rejects.toMatchObject({ reason: 'unreachable' });
});
