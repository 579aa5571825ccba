import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { nextProgram } from './build';
import { type Child, startChild } from './child';
import type { Variables } from './environment';
import type { LocalProfile } from './profiles';

/** The product's own two processes. `ended` resolves with a sentence as soon as either is gone. */
export type RunningApp = { ended: Promise<string>; stop(): Promise<void> };

/**
 * Starts the app and the worker and waits until the app answers.
 * @param mode `start` serves the production build, `dev` reloads on change and echoes the app's output
 * @throws Error in a sentence when one of them ends or no answer comes within a minute; both are stopped then
 */
export async function startApp(
  profile: LocalProfile,
  variables: Variables,
  mode: 'start' | 'dev',
): Promise<RunningApp> {
  const port = String(profile.ports.app);
  const files = (name: string) => ({
    logFile: join(profile.dataDir, 'logs', `${name}.log`),
    pidFile: join(profile.dataDir, `${name}.pid`),
  });
  const env = { ...variables, NODE_ENV: mode === 'dev' ? 'development' : 'production' };
  const children: Child[] = await Promise.all([
    startChild({
      name: 'The app',
      args: [nextProgram, mode, '--port', port, '--hostname', 'localhost'],
      env,
      echo: mode === 'dev',
      ...files('app'),
    }),
    startChild({
      name: 'The worker',
      args: ['--import', 'tsx', join(process.cwd(), 'worker', 'index.ts')],
      env,
      ...files('worker'),
    }),
  ]);
  const ended = Promise.race(children.map((child) => child.exited));
  const stop = async () => {
    await Promise.all(children.map((child) => child.stop()));
  };
  const failure = await Promise.race([answers(`http://localhost:${port}/api/health/live`), ended]);
  if (failure) {
    await stop();
    throw new Error(failure);
  }
  return { ended, stop };
}

/** Names of the process id files that {@link startApp} writes. */
export const appPidFiles = ['app.pid', 'worker.pid'];

async function answers(url: string): Promise<string | undefined> {
  for (let waited = 0; waited < 60_000; waited += 200) {
    const ok = await fetch(url, { signal: AbortSignal.timeout(10_000) }).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return undefined;
    await sleep(200);
  }
  return `The app did not answer ${url} within a minute.`;
}
