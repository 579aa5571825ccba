import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { LOOPBACK, type LocalService } from '../service';
import { portProblem } from './ports';

/** Answers one request. Whatever it throws becomes a 500 with the message in JSON. */
export type HttpHandler = (request: Request, url: URL) => Response | Promise<Response>;

/** The body was larger than the route allows. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/**
 * Serves a fetch-style handler on loopback.
 * @param options.port TCP port, 0 for any free one
 * @param options.service name for error sentences
 * @throws Error in one sentence when the port cannot be had
 */
export async function serveHttp(options: {
  port: number;
  service: string;
  handler: HttpHandler;
}): Promise<LocalService & { port: number }> {
  const server = createServer({ keepAliveTimeout: 30_000 }, (incoming, outgoing) => {
    void answer(incoming, outgoing, options.handler);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(portProblem(error, options.port, options.service)));
    server.listen(options.port, LOOPBACK, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  return {
    port,
    url: `http://${LOOPBACK}:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * The whole body, at most `limit` bytes of it. The rest of a larger one is read and dropped: a sender that is cut off
 * in the middle of sending does not get to see the answer.
 * @throws BodyTooLarge
 */
export async function readBody(request: Request, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size <= limit) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (size > limit) throw new BodyTooLarge(`The body is larger than ${limit} bytes.`);
  return Buffer.concat(chunks);
}

// A page of a foreign site whose name was re-pointed to this machine calls us by that name.
const HERE = new Set([LOOPBACK, 'localhost', '[::1]']);

async function answer(incoming: IncomingMessage, outgoing: ServerResponse, handler: HttpHandler) {
  try {
    const url = new URL(incoming.url ?? '/', `http://${incoming.headers.host ?? LOOPBACK}`);
    const answered = HERE.has(url.hostname) ? await handler(toRequest(incoming, url), url) : misdirected();
    await send(outgoing, answered);
  } catch (error) {
    if (outgoing.headersSent) {
      outgoing.destroy();
      return;
    }
    const message = error instanceof Error ? error.message : String(error);
    await send(outgoing, Response.json({ code: 500, message }, { status: 500 }));
  }
}

function misdirected(): Response {
  return Response.json({ code: 403, message: 'This service answers to localhost only.' }, { status: 403 });
}

function toRequest(incoming: IncomingMessage, url: URL): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const single of Array.isArray(value) ? value : [value ?? '']) headers.append(name, single);
  }
  const method = incoming.method ?? 'GET';
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers });
  // Streaming a body needs `duplex`, which the DOM's type of RequestInit does not know yet.
  const init: RequestInit & { duplex: 'half' } = { method, headers, body: bodyOf(incoming), duplex: 'half' };
  return new Request(url, init);
}

// Nothing is read before the handler asks: a body that it never looks at is then thrown away by Node itself, and the
// connection stays usable.
function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  let chunks: AsyncIterator<Uint8Array> | undefined;
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        chunks ??= incoming[Symbol.asyncIterator]();
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
    },
    { highWaterMark: 0 },
  );
}

async function send(outgoing: ServerResponse, response: Response): Promise<void> {
  const cookies = response.headers.getSetCookie();
  const headers: Record<string, string | string[]> = Object.fromEntries(response.headers);
  if (cookies.length > 0) headers['set-cookie'] = cookies;
  outgoing.writeHead(response.status, headers);
  const body = Buffer.from(await response.arrayBuffer());
  await new Promise<void>((resolve) => outgoing.end(body, () => resolve()));
}
