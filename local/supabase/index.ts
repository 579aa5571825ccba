import { mkdir } from 'node:fs/promises';
import type { Pool } from 'pg';
import type { LocalService } from '../service';
import { serveHttp } from '../shared/http-server';
import { resolvePort } from '../shared/ports';
import type { AuthContext } from './auth/context';
import { answerAuth } from './auth/router';
import { withCors } from './cors';
import { openPool } from './database';
import type { SupabaseOptions } from './options';
import { prepareAfterTables, prepareSchema } from './schema';
import { loadSigningKeys } from './signing-keys';
import { type StorageEngine, startStorageEngine } from './storage/engine';
import { answerStorage } from './storage/router';

export type { SupabaseOptions } from './options';

/** The started service; the JWKS is at `jwksUrl`, the issuer of the tokens is `issuer`. */
export type LocalSupabase = LocalService & { issuer: string; jwksUrl: string };

/**
 * Starts what the app needs of Supabase, close enough to the hosted service that `@supabase/supabase-js` and
 * `@supabase/ssr` notice no difference: Auth below `/auth/v1` and Storage below `/storage/v1`.
 * @throws Error in one sentence when the port is taken
 */
export async function startSupabase(options: SupabaseOptions): Promise<LocalSupabase> {
  await mkdir(options.dataDir, { recursive: true });
  const port = await resolvePort(options.port, 'Supabase');
  const authUrl = `http://127.0.0.1:${port}/auth/v1`;
  const keys = await loadSigningKeys(options.dataDir);
  const pool = openPool(options.ownerUrl, 10);
  const storage = await prepare(pool, options).catch(async (error: unknown) => {
    await pool.end();
    throw error;
  });
  const context: AuthContext = { pool, keys, authUrl, options };
  const server = await serveHttp({
    port,
    service: 'Supabase',
    handler: async (request, url) => withCors(request, await answer(context, storage, request, url)),
  });
  return {
    url: server.url,
    issuer: authUrl,
    jwksUrl: `${authUrl}/.well-known/jwks.json`,
    stop: async () => {
      await server.stop();
      await storage.stop();
      await pool.end();
    },
  };
}

async function prepare(pool: Pool, options: SupabaseOptions): Promise<StorageEngine> {
  await prepareSchema(pool);
  const storage = await startStorageEngine(options);
  // The storage engine has just put back its own, older functions.
  await prepareAfterTables(pool);
  return storage;
}

async function answer(
  context: AuthContext,
  storage: StorageEngine,
  request: Request,
  url: URL,
): Promise<Response> {
  if (request.method === 'OPTIONS') return new Response(null, { status: 204 });
  const path = url.pathname;
  if (path.startsWith('/auth/v1/')) return answerAuth(context, request, url, path.slice('/auth/v1'.length));
  if (path.startsWith('/storage/v1/')) return answerStorage(storage, context.keys, request, url);
  return Response.json({ message: `No such endpoint: ${request.method} ${path}` }, { status: 404 });
}
