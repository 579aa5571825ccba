import { parseArgs } from 'node:util';
import { generateClient } from '../build';
import { runIntegrationFile } from './run-integration-file';

/**
 * `npm run test:crash`: the kills of worker/crash.integration.test.ts, 50 rounds instead of the few of `npm test`.
 * `--rounds` is how many. At the end it tells what was counted.
 */
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '50' } },
  allowPositionals: true,
});

try {
  if (!/^[1-9]\d*$/.test(values.rounds)) throw new Error('--rounds is a whole number.');
  await generateClient();
  process.exitCode = await runIntegrationFile('worker/crash.integration.test.ts', {
    ...process.env,
    FOOTHOLD_CRASH_ROUNDS: values.rounds,
  });
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
