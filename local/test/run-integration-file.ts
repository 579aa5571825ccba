import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Runs one file of integration tests with this environment. @returns the exit code */
export function runIntegrationFile(file: string, env: NodeJS.ProcessEnv): Promise<number> {
  const vitest = join(process.cwd(), 'node_modules', 'vitest', 'vitest.mjs');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [vitest, 'run', '--project', 'integration', file], {
      stdio: ['ignore', 'inherit', 'inherit'],
      env,
    });
    // It stops its stack then; left alone, it would go on for an hour.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => child.kill(signal));
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
