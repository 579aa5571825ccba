import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { App } from '@supabase/lite';
import { z } from 'zod';

/** What the storage engine asks of a place for files. */
export type StorageAdapter = NonNullable<App['_storageAdapter']>;
type ObjectMetadata = Awaited<ReturnType<StorageAdapter['headObject']>>;

const sidecarSchema = z.object({ contentType: z.string(), cacheControl: z.string(), eTag: z.string() });
type Sidecar = z.infer<typeof sidecarSchema>;

/**
 * Keeps uploaded files in a folder. A file is named by the hash of its bucket and key, so no key, however made up,
 * reaches outside; what a file system does not know (type, caching) lies beside it as JSON.
 */
export function fileAdapter(folder: string): StorageAdapter {
  const place = (bucket: string, key: string) => {
    const hash = createHash('sha256')
      .update(JSON.stringify([bucket, key]))
      .digest('hex');
    return join(folder, hash.slice(0, 2), hash);
  };
  return {
    driver: undefined,
    uploadObject: async (bucket, key, _version, body, contentType, cacheControl) => {
      const bytes = await toBytes(body);
      const eTag = `"${createHash('md5').update(bytes).digest('hex')}"`;
      const path = place(bucket, key);
      await write(path, bytes, { contentType, cacheControl, eTag });
      return metadata(path);
    },
    getObject: async (bucket, key) => {
      const path = place(bucket, key);
      return { httpStatusCode: 200, metadata: await metadata(path), body: await readFile(path) };
    },
    headObject: (bucket, key) => metadata(place(bucket, key)),
    deleteObject: (bucket, key) => remove(place(bucket, key)),
    deleteObjects: async (bucket, keys) => {
      await Promise.all(keys.map((key) => remove(place(bucket, key))));
    },
    copyObject: async (fromBucket, fromKey, _from, toBucket, toKey) => {
      const [source, target] = [place(fromBucket, fromKey), place(toBucket, toKey)];
      await mkdir(dirname(target), { recursive: true });
      await copyFile(source, target);
      await copyFile(`${source}.json`, `${target}.json`);
      const { eTag, lastModified } = await metadata(target);
      return { httpStatusCode: 200, eTag, lastModified: lastModified ?? new Date() };
    },
    privateAssetUrl: async (bucket, key) => `file://${place(bucket, key)}`,
  };
}

async function metadata(path: string): Promise<ObjectMetadata> {
  const [facts, text] = await Promise.all([stat(path), readFile(`${path}.json`, 'utf8')]);
  const { contentType, cacheControl, eTag } = sidecarSchema.parse(JSON.parse(text));
  return {
    cacheControl,
    contentLength: facts.size,
    size: facts.size,
    mimetype: contentType,
    lastModified: facts.mtime,
    eTag,
  };
}

// Renamed into place, so that a reader or a kill never meets half a file.
async function write(path: string, bytes: Buffer, sidecar: Sidecar): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.json`, JSON.stringify(sidecar));
  await writeFile(`${path}.part`, bytes);
  await rename(`${path}.part`, path);
}

async function remove(path: string): Promise<void> {
  await Promise.all([rm(path, { force: true }), rm(`${path}.json`, { force: true })]);
}

async function toBytes(body: Parameters<StorageAdapter['uploadObject']>[3]): Promise<Buffer> {
  if (body instanceof Uint8Array) return Buffer.from(body);
  const chunks: Uint8Array[] = [];
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks);
    chunks.push(value);
  }
}
