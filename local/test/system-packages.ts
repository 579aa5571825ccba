import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { step } from '../steps.mjs';

/**
 * Makes sure that Chromium and redis-server are there, by Debian's package manager when this process may use it.
 * @throws Error in a sentence that says what to install when it may not
 */
export async function requireSystemPackages(): Promise<void> {
  const missing = [
    ...(existsSync(process.env.CHROMIUM_PATH ?? '/usr/bin/chromium') ? [] : ['chromium']),
    ...(onPath('redis-server') ? [] : ['redis-server']),
  ];
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0 || !onPath('apt-get')) {
    throw new Error(
      `The tests need ${missing.join(' and ')}; install with: sudo apt-get install --no-install-recommends ${missing.join(' ')}`,
    );
  }
  await step(`Install ${missing.join(' and ')}`, async () => {
    apt('update');
    apt('install', '--yes', '--no-install-recommends', ...missing);
  });
}

function onPath(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}

function apt(...args: string[]): void {
  const { status, stderr } = spawnSync('apt-get', ['-qq', ...args], {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0) throw new Error(`apt-get ${args[0]} failed: ${stderr.trim()}`);
}
