import { SignJWT } from 'jose';
import { BodyTooLarge, readBody } from '../../shared/http-server';
import type { SigningKeys } from '../signing-keys';
import { FILE_LIMIT, type StorageEngine } from './engine';
import { listFolder } from './list-folder';
import { refuseToken, signMany, withHostedNames } from './signed-urls';

/** Room for what a form adds around the file. */
const FORM_ROOM = 1_048_576;

/**
 * Answers one request below `/storage/v1`: the engine does the work, here its differences from the hosted service are
 * evened out (tokens, forms, folders, names of fields).
 */
export async function answerStorage(
  engine: StorageEngine,
  keys: SigningKeys,
  request: Request,
  url: URL,
): Promise<Response> {
  try {
    const headers = new Headers(request.headers);
    await translateBearer(headers, engine, keys);
    const body = await unwrapForm(headers, await readBody(request, FILE_LIMIT + FORM_ROOM));
    if (body.byteLength > FILE_LIMIT) return tooLarge();
    return await route({ engine, method: request.method, url, headers, body });
  } catch (error) {
    if (error instanceof BodyTooLarge) return tooLarge();
    if (error instanceof SyntaxError) {
      return Response.json(
        { statusCode: '400', error: 'InvalidRequest', message: error.message },
        { status: 400 },
      );
    }
    throw error;
  }
}

type Call = { engine: StorageEngine; method: string; url: URL; headers: Headers; body: Buffer };

async function route(call: Call): Promise<Response> {
  const { method, url, engine } = call;
  const path = url.pathname.slice('/storage/v1'.length);
  const opensSigned =
    (method === 'GET' && path.startsWith('/object/sign/')) ||
    (method === 'PUT' && path.startsWith('/object/upload/sign/'));
  if (opensSigned) return (await refuseToken(url, engine.secret)) ?? ask(call);
  if (method === 'POST' && path.startsWith('/object/list/')) {
    return listFolder(JSON.parse(call.body.toString('utf8')), (body) => askJson(call, url, body));
  }
  if (method === 'POST' && /^\/object\/sign\/[^/]+$/.test(path)) {
    return signMany(JSON.parse(call.body.toString('utf8')), (key, expiresIn) => {
      const target = new URL(`${url.pathname}/${key.split('/').map(encodeURIComponent).join('/')}`, url);
      return askJson(call, target, { expiresIn });
    });
  }
  if (method === 'POST' && /^\/object\/(upload\/)?sign\//.test(path)) return withHostedNames(await ask(call));
  return ask(call);
}

function askJson(call: Call, url: URL, body: unknown): Promise<Response> {
  return ask({ ...call, url, body: Buffer.from(JSON.stringify(body)) });
}

async function ask({ engine, method, url, headers, body }: Call): Promise<Response> {
  if (method === 'GET' || method === 'HEAD') return engine.answer(new Request(url, { method, headers }));
  const sized = new Headers(headers);
  sized.set('content-length', String(body.byteLength));
  return engine.answer(new Request(url, { method, headers: sized, body: new Uint8Array(body) }));
}

// The engine knows HS256 only. A token that is not ours stays as it is, and is refused there.
async function translateBearer(headers: Headers, engine: StorageEngine, keys: SigningKeys): Promise<void> {
  const token = /^bearer (.+)$/i.exec(headers.get('authorization') ?? '')?.[1];
  if (!token) return;
  // Clients without a session send their API key here as well; the `apikey` header says it already.
  if (token.startsWith('sb_')) {
    headers.delete('authorization');
    return;
  }
  const claims = await keys.verify(token).catch(() => undefined);
  if (!claims) return;
  const translated = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .sign(engine.secret);
  headers.set('authorization', `Bearer ${translated}`);
}

// supabase-js puts a file into a form whose field has no name; the engine takes plain bytes everywhere.
async function unwrapForm(headers: Headers, bytes: Buffer): Promise<Buffer> {
  const type = headers.get('content-type') ?? '';
  if (!type.startsWith('multipart/form-data')) return bytes;
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  const file = [...form.values()].find((value) => value instanceof Blob);
  if (!file) return bytes;
  headers.set('content-type', file.type.split(';')[0] || 'application/octet-stream');
  const cacheControl = form.get('cacheControl');
  if (typeof cacheControl === 'string') headers.set('cache-control', `max-age=${cacheControl}`);
  return Buffer.from(await file.arrayBuffer());
}

function tooLarge(): Response {
  const message = 'The object exceeded the maximum allowed size';
  return Response.json({ statusCode: '413', error: 'Payload too large', message }, { status: 413 });
}
