import { parseArgs } from 'node:util';
import { generateClient } from '../build';
import { runIntegrationFile } from './run-integration-file';

/**
 * `npm run test:soak`: the histories of lib/billing/convergence, 5,000 instead of the 200 of `npm test`. `--histories`
 * is how many, `--seed` begins the same ones again, and `--path` with a seed replays the one that failed.
 */
const { values } = parseArgs({
  options: {
    histories: { type: 'string', default: '5000' },
    seed: { type: 'string' },
    path: { type: 'string' },
  },
  allowPositionals: true,
});

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}

async function main(): Promise<number> {
  const { histories, seed, path } = values;
  if (!isWhole(histories) || (seed !== undefined && !isWhole(seed)))
    throw new Error('--histories and --seed are whole numbers.');
  if (path !== undefined && seed === undefined)
    throw new Error('--path needs the --seed that was told with it.');
  await generateClient();
  const env = {
    ...process.env,
    FOOTHOLD_HISTORIES: histories,
    ...(seed !== undefined && { FOOTHOLD_HISTORIES_SEED: seed }),
    ...(path !== undefined && { FOOTHOLD_HISTORIES_PATH: path }),
  };
  return runIntegrationFile('lib/billing/convergence.integration.test.ts', env);
}

function isWhole(text: string): boolean {
  return /^-?\d+$/.test(text);
}
