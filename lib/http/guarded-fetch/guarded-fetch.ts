import type { IncomingMessage } from 'node:http';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { allowedTarget, hostOf, type Target } from './allowed-target';
import { FetchRefusedError } from './fetch-refused';
import { type Network, publicInternet } from './network';
import { readBounded } from './read-bounded';

/** What is asked for, and how much of it may come. */
export type GuardedRequest = {
  method?: 'GET' | 'HEAD' | 'POST';
  /** Only what this product says: never what somebody else gave. */
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
  /** Bytes of the answer, unpacked; 1 MB unless told. */
  bytesMax?: number;
  /** Milliseconds for everything, redirects and body included; 10 s unless told. */
  timeoutMs?: number;
  /** How often to follow a redirect, 3 unless told. What was posted is never posted elsewhere: a POST follows none. */
  redirectsMax?: number;
};

/** An answer, read whole. `url` is where it came from in the end. */
export type GuardedResponse = { status: number; headers: Headers; body: Uint8Array; url: string };

/**
 * The only way to fetch what somebody gave the address of. The name is looked up once, all its addresses must be public,
 * and the connection is made to one of these very addresses and looked at again once it stands: between the check and
 * the connection nothing can be pointed elsewhere (DNS rebinding). Each redirect goes through the same. Size and time
 * are bounded, also of what comes packed; no cookie is kept, no proxy of the environment asked.
 * @throws FetchRefusedError for everything that is not an answer; an answer of any status is one
 */
export async function guardedFetch(
  given: string,
  request: GuardedRequest = {},
  network: Network = publicInternet,
): Promise<GuardedResponse> {
  const { timeoutMs = 10_000 } = request;
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    return await Promise.race([follow(given, request, network, signal), ended(signal)]);
  } catch (error) {
    if (error instanceof FetchRefusedError) throw error;
    if (signal.aborted) throw new FetchRefusedError('too_slow', `no answer within ${timeoutMs} ms`);
    throw new FetchRefusedError('unreachable', 'the connection failed', { cause: error });
  }
}

async function follow(
  given: string,
  request: GuardedRequest,
  network: Network,
  signal: AbortSignal,
): Promise<GuardedResponse> {
  const { method = 'GET', redirectsMax = 3, bytesMax = 1024 * 1024 } = request;
  let target = await allowedTarget(given, network);
  let headers = request.headers ?? {};
  for (let followed = 0; ; followed += 1) {
    signal.throwIfAborted();
    const answer = await ask(target, { ...request, method, headers }, network, signal);
    const next = method === 'POST' ? undefined : redirectIn(answer, target.url);
    if (next === undefined) {
      return {
        status: answer.statusCode ?? 0,
        headers: headersOf(answer),
        body: await readBounded(answer, bytesMax),
        url: target.url.href,
      };
    }
    answer.destroy();
    if (followed >= redirectsMax) throw new FetchRefusedError('too_many_redirects', 'it leads on and on');
    const from = target.url;
    target = await allowedTarget(next, network);
    if (from.protocol === 'https:' && target.url.protocol === 'http:')
      throw new FetchRefusedError('not_allowed', 'not fetched: it leads out of encryption');
    // What was said to one site, such as a token, is not said to another.
    if (target.url.origin !== from.origin) headers = {};
  }
}

function redirectIn(answer: IncomingMessage, base: URL): string | undefined {
  const { location } = answer.headers;
  if (!location || ![301, 302, 303, 307, 308].includes(answer.statusCode ?? 0)) return undefined;
  if (!URL.canParse(location, base)) throw new FetchRefusedError('not_allowed', 'it leads to no address');
  return new URL(location, base).href;
}

type Asked = GuardedRequest & { method: string; headers: Readonly<Record<string, string>> };

function ask(target: Target, asked: Asked, network: Network, signal: AbortSignal): Promise<IncomingMessage> {
  const { url, addresses } = target;
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const outgoing = send({
    protocol: url.protocol,
    hostname: hostOf(url),
    port: url.port,
    path: `${url.pathname}${url.search}`,
    method: asked.method,
    headers: {
      'user-agent': 'Foothold',
      accept: '*/*',
      'accept-encoding': 'gzip, deflate, br',
      ...withoutHost(asked.headers),
    },
    signal,
    lookup: lookupIn(addresses),
    // A connection of its own: one that is kept was checked for another name.
    agent: false,
  });
  outgoing.on('socket', (socket) => {
    socket.once('connect', () => {
      if (network.mayReach(socket.remoteAddress ?? '')) return;
      socket.destroy(new FetchRefusedError('not_allowed', `connected to ${socket.remoteAddress}`));
    });
  });
  outgoing.on('response', resolve);
  outgoing.on('error', reject);
  outgoing.end(asked.body);
  return promise;
}

// Instead of asking the resolver again, what was found and checked before.
function lookupIn(addresses: Target['addresses']): LookupFunction {
  return (_hostname, { all }, callback) => {
    const [first] = addresses;
    if (all) callback(null, [...addresses]);
    else callback(null, first?.address ?? '', first?.family);
  };
}

const ofTheConnection = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'upgrade',
  'te',
]);

function withoutHost(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !ofTheConnection.has(name.toLowerCase())),
  );
}

function headersOf({ headersDistinct }: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(headersDistinct))
    for (const value of values) headers.append(name, value);
  return headers;
}

function ended(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
