import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { App, setExperimental } from '@supabase/lite';
import { createPostgresConnection } from '@supabase/lite/postgres';
import type { SupabaseOptions } from '../options';
import { fileAdapter } from './file-adapter';

/** Bytes of one file, where its bucket sets no other limit. */
export const FILE_LIMIT = 52_428_800;

/** Supabase's storage endpoints: buckets, objects and signed addresses, with row-level security. */
export type StorageEngine = {
  answer(request: Request): Promise<Response>;
  /** The HS256 secret that this engine checks bearer tokens with. */
  secret: Uint8Array;
  stop(): Promise<void>;
};

/** Starts the engine of `@supabase/lite` on the database, with the files in `dataDir`. */
export async function startStorageEngine(options: SupabaseOptions): Promise<StorageEngine> {
  const secret = await loadSecret(options.dataDir);
  setExperimental('storage', true);
  const connection = createPostgresConnection({
    url: options.ownerUrl,
    postgresOptions: { max: 4, onnotice: () => undefined },
  });
  const app = await quietly(async () => {
    const made = new App({
      connection,
      auth: {
        enabled: true,
        jwt_secret: secret,
        publishable_key: options.publishableKey,
        secret_key: options.secretKey,
      },
      storage: { enabled: true, file_size_limit: '50MiB' },
      options: { server: { admin: false } },
    });
    made._storageAdapter = fileAdapter(join(options.dataDir, 'files'));
    await made.ensureSystemSchema();
    return made;
  });
  return {
    answer: async (request) => app.fetch(request),
    secret: new TextEncoder().encode(secret),
    stop: async () => connection.close(),
  };
}

// Kept, so that signed addresses outlive a restart.
async function loadSecret(dataDir: string): Promise<string> {
  const path = join(dataDir, 'storage-secret');
  const stored = await readFile(path, 'utf8').catch(() => undefined);
  if (stored) return stored;
  const made = randomBytes(32).toString('hex');
  await writeFile(path, made, { mode: 0o600 });
  return made;
}

// At each start it warns that storage is experimental; that is no news to whoever starts this stack.
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { warn } = console;
  console.warn = (...args: unknown[]) => {
    if (!String(args[0]).startsWith('EXPERIMENTAL FEATURES ENABLED')) warn(...args);
  };
  try {
    return await work();
  } finally {
    console.warn = warn;
  }
}
