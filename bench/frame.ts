import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { generateClient } from '@/local/build';
import type { Variables } from '@/local/environment';
import { requireFreePorts } from '@/local/ports';
import { devProfile, type LocalProfile, onPort } from '@/local/profiles';
import { startStack } from '@/local/stack';

/**
 * Runs a bench and ends the process: an empty stack of its own on ports of its own, whose writes are flushed as in production and
 * whose variables are in this process's environment before `work` begins. Modules that read them must be imported by `work`.
 */
export async function runBench(
  work: (stack: { profile: LocalProfile; variables: Variables }) => Promise<void>,
): Promise<never> {
  const profile = onPort(
    { ...devProfile, dataDir: join(process.cwd(), '.local', 'bench') },
    process.env.FOOTHOLD_BENCH_PORT ?? '3200',
  );
  try {
    await onStack(profile, work);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
  process.exit();
}

async function onStack(profile: LocalProfile, work: Parameters<typeof runBench>[0]): Promise<void> {
  await requireFreePorts(profile.ports);
  rmSync(profile.dataDir, { recursive: true, force: true });
  mkdirSync(profile.dataDir, { recursive: true });
  await generateClient();
  const stack = await startStack(profile, { given: {}, durable: true, strict: false });
  try {
    Object.assign(process.env, stack.variables, { LOG_LEVEL: 'silent' });
    await work({ profile, variables: stack.variables });
  } finally {
    await stack.stop();
  }
}
