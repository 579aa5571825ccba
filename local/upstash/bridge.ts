import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { BodyTooLarge, readBody } from '../shared/http-server';
import type { Command, Outcome, RedisEngine } from './engine';
import { sha1 } from './scripts';

/** Bytes a request may carry, as Upstash allows. */
const LIMIT = 1_048_576;

/** Answers one request of Upstash's REST protocol. Errors are `{error}` with 400, 401 or 413. */
export async function answerUpstash(
  engine: RedisEngine,
  token: string,
  request: Request,
  url: URL,
): Promise<Response> {
  if (!authorized(request, url, token)) return problem(401, 'Unauthorized');
  const encode = request.headers.get('upstash-encoding')?.toLowerCase() === 'base64' ? base64 : plain;
  try {
    if (url.pathname === '/pipeline') {
      const outcomes = await engine.pipeline(await readCommands(request));
      return Response.json(outcomes.map((outcome) => encoded(outcome, encode)));
    }
    if (url.pathname === '/multi-exec') {
      const outcomes = await engine.transaction(await readCommands(request));
      return Response.json(outcomes.map((outcome) => encoded(outcome, encode)));
    }
    const command =
      url.pathname === '/' ? allowed(await readJson(request, commandSchema)) : await inPath(request, url);
    return Response.json({ result: encode(await engine.run(command)) });
  } catch (error) {
    if (error instanceof BodyTooLarge) return problem(413, 'ERR max request size exceeded');
    return problem(400, error instanceof Error ? error.message : String(error));
  }
}

const argumentSchema = z
  .union([
    z.string(),
    z.number(),
    z.boolean(),
    z.null(),
    z.record(z.string(), z.unknown()),
    z.array(z.unknown()),
  ])
  .transform((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
const commandSchema = z.array(argumentSchema).min(1, 'ERR empty command');
const commandsSchema = z.array(commandSchema);

/** Commands that hold or change a connection, which a request does not have. */
const REFUSED = new Set(
  'SUBSCRIBE PSUBSCRIBE SSUBSCRIBE UNSUBSCRIBE MONITOR MULTI EXEC DISCARD WATCH UNWATCH SELECT AUTH HELLO QUIT RESET CLIENT SHUTDOWN CONFIG DEBUG BLPOP BRPOP BLMOVE BLMPOP BZPOPMIN BZPOPMAX REPLICAOF SLAVEOF'.split(
    ' ',
  ),
);

function allowed(command: Command): Command {
  const name = command[0]?.toUpperCase() ?? '';
  if (REFUSED.has(name)) throw new Error(`ERR Command is not available: '${name}'`);
  return command;
}

async function readCommands(request: Request): Promise<Command[]> {
  return (await readJson(request, commandsSchema)).map(allowed);
}

async function readJson<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  const text = (await readBody(request, LIMIT)).toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error('ERR failed to parse command');
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Error('ERR failed to parse command: a JSON array of strings is expected');
}

// `/set/key/value?EX=100`, a body being the last argument.
async function inPath(request: Request, url: URL): Promise<Command> {
  const command = url.pathname.slice(1).split('/').map(decodeURIComponent);
  const body = (await readBody(request, LIMIT)).toString('utf8');
  if (body) command.push(body);
  for (const [name, value] of url.searchParams) {
    if (name !== '_token') command.push(...[name, value].filter(Boolean));
  }
  return allowed(command);
}

function authorized(request: Request, url: URL, token: string): boolean {
  const header = /^bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  const given = header ?? url.searchParams.get('_token') ?? '';
  return timingSafeEqual(Buffer.from(sha1(given)), Buffer.from(sha1(token)));
}

function encoded(outcome: Outcome, encode: (value: unknown) => unknown): Outcome {
  return 'error' in outcome ? outcome : { result: encode(outcome.result) };
}

function plain(value: unknown): unknown {
  return value;
}

// `OK` alone stays readable; inside a list the client decodes every string.
function base64(value: unknown): unknown {
  if (value === 'OK') return value;
  return base64Deep(value);
}

function base64Deep(value: unknown): unknown {
  if (typeof value === 'string') return Buffer.from(value).toString('base64');
  return Array.isArray(value) ? value.map(base64Deep) : value;
}

function problem(status: number, error: string): Response {
  return Response.json({ error }, { status });
}
