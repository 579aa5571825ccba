import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { LocalService } from '../service';
import { findProgram } from '../shared/find-program';
import { serveHttp } from '../shared/http-server';
import { answerUpstash } from './bridge';
import type { RedisEngine } from './engine';
import { startMockEngine } from './mock-engine';
import { startRedisEngine } from './redis-engine';

/** What {@link startUpstash} needs. */
export type UpstashOptions = {
  /** TCP port of the REST bridge, 0 for any free one. */
  port: number;
  /** TCP port of the redis-server behind it, 0 for any free one. */
  redisPort: number;
  /** Folder of its own for what Redis keeps. */
  dataDir: string;
  /** The bearer token that clients must send. */
  token: string;
  /** `auto` (the default) takes redis-server when it is on PATH and the mock, which keeps nothing, when not. */
  engine?: 'redis' | 'mock' | 'auto';
};

/** The started bridge and what stands behind it. */
export type LocalUpstash = LocalService & { token: string; engine: 'redis' | 'mock' };

/**
 * Starts a Redis that speaks Upstash's REST protocol, for `@upstash/redis` and `@upstash/ratelimit`.
 * @throws Error in one sentence when a port is taken, or redis-server is asked for and missing
 */
export async function startUpstash(options: UpstashOptions): Promise<LocalUpstash> {
  const engine = await startEngine(options);
  try {
    const server = await serveHttp({
      port: options.port,
      service: 'the Upstash bridge',
      handler: (request, url) => answerUpstash(engine, options.token, request, url),
    });
    return {
      url: server.url,
      token: options.token,
      engine: engine.kind,
      stop: async () => {
        await server.stop();
        await engine.stop();
      },
    };
  } catch (error) {
    await engine.stop();
    throw error;
  }
}

async function startEngine(options: UpstashOptions): Promise<RedisEngine> {
  if (options.engine === 'mock') return startMockEngine();
  const program = await findProgram('redis-server');
  if (!program) {
    if (options.engine === 'redis')
      throw new Error('redis-server is not on PATH; install Redis, or use the mock.');
    return startMockEngine();
  }
  const dataDir = resolve(options.dataDir);
  await mkdir(dataDir, { recursive: true });
  return startRedisEngine({ program, port: options.redisPort, dataDir });
}

export { endRedisOrphan } from './redis-engine';
