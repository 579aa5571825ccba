import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { generateClient } from '../build';
import { givenVariables } from '../environment';
import { readPlaywrightReport, readVitestReport, type Tally } from './reports';
import { sandboxKeyIn, TARGET_VARIABLE } from './stripe-target';
import { projectIn, SUPABASE_TARGET_VARIABLE, signInFiles } from './supabase-target';
import { requireSystemPackages } from './system-packages';

/**
 * `npm test`: everything, one part after the other, and a last line with the sum. `npm test -- --only unit,e2e` runs
 * some parts; `--filter text` hands the text to the test runners as the files to run.
 *
 * `npm run test:stripe`: the files that say how billing behaves, against the Stripe sandbox of `STRIPE_SECRET_KEY`.
 *
 * `npm run test:e2e`: the browser tests; `-- --supabase-url https://….supabase.co`: those of signing in, against that
 * Supabase project.
 */
const reports = '.local/test-reports';
const bin = (name: string, ...path: string[]) => join(process.cwd(), 'node_modules', name, ...path);
const vitest = bin('vitest', 'vitest.mjs');

const { values, positionals } = parseArgs({
  options: {
    only: { type: 'string' },
    filter: { type: 'string' },
    'supabase-url': { type: 'string' },
  },
  allowPositionals: true,
});
const isSandbox = positionals[0] === 'test:stripe';
const isBrowserOnly = positionals[0] === 'test:e2e';
const filter = filesToRun();

/** The parts in the order in which they run: cheapest first. */
const parts: Record<string, () => Promise<Tally>> = {
  types: () => check([bin('typescript', 'bin', 'tsc'), '--noEmit']),
  lint: () => check([bin('@biomejs', 'biome', 'bin', 'biome'), 'ci', '--error-on-warnings', '.']),
  unused: () => check([bin('knip', 'bin', 'knip.js')]),
  unit: () => vitestProject('unit'),
  local: () => vitestProject('local'),
  integration: () => vitestProject('integration'),
  e2e: async () => {
    const file = join(reports, 'e2e.json');
    const ok = await runs([bin('@playwright', 'test', 'cli.js'), 'test', ...filter]);
    return readPlaywrightReport(file, ok);
  },
};

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}

async function main(): Promise<number> {
  const wanted = wantedParts();
  const unknown = wanted.filter((name) => !(name in parts));
  if (unknown.length > 0)
    throw new Error(`No such part: ${unknown.join(', ')}. There are ${Object.keys(parts).join(', ')}.`);
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  if (wanted.some((name) => ['local', 'e2e'].includes(name))) await requireSystemPackages();
  await generateClient();

  const sum: Tally = { passed: 0, failed: 0, skipped: 0, failures: [], repeated: [] };
  const lines: string[] = [];
  for (const name of wanted) {
    const began = Date.now();
    console.log(`\n── ${name}`);
    const tally = await parts[name]?.();
    if (!tally) continue;
    sum.passed += tally.passed;
    sum.failed += tally.failed;
    sum.skipped += tally.skipped;
    sum.failures.push(...tally.failures);
    sum.repeated.push(...tally.repeated);
    lines.push(`${name.padEnd(12)} ${inWords(tally)} (${Math.round((Date.now() - began) / 1000)} s)`);
  }
  if (sum.repeated.length > 0)
    console.log(`\nPassed only when repeated, to be mended:\n${sum.repeated.join('\n')}`);
  // Last, because whoever looks for them sees the end of a long output first.
  if (sum.failures.length > 0) console.log(`\nFailed:\n${sum.failures.join('\n')}`);
  console.log(`\n${lines.join('\n')}\n\n${inWords(sum)}`);
  return sum.failed === 0 && sum.passed > 0 ? 0 : 1;
}

function wantedParts(): string[] {
  if (isSandbox) return sandboxParts();
  if (isBrowserOnly) return browserParts();
  if (values['supabase-url'] !== undefined) throw new Error('--supabase-url belongs to npm run test:e2e.');
  return values.only?.split(',') ?? Object.keys(parts);
}

function filesToRun(): string[] {
  if (isSandbox) return ['.behaviour.'];
  if (isBrowserOnly && values['supabase-url'] !== undefined && values.filter === undefined)
    return [signInFiles];
  return values.filter === undefined ? [] : [values.filter];
}

/** Points the browser tests at a Supabase project where one is named. */
function browserParts(): string[] {
  if (values.only !== undefined) throw new Error('npm run test:e2e takes no --only.');
  // Without the two dashes npm keeps the option for itself, and the tests would run against something else.
  if (process.env.npm_config_supabase_url !== undefined)
    throw new Error('Options follow two dashes: npm run test:e2e -- --supabase-url https://….supabase.co');
  if (values['supabase-url'] !== undefined) {
    Object.assign(process.env, projectIn(givenVariables(), values['supabase-url']));
    process.env[SUPABASE_TARGET_VARIABLE] = 'project';
  }
  return ['e2e'];
}

/** Points the tests at the sandbox; only what can run there may, so nothing can be chosen. */
function sandboxParts(): string[] {
  if (values.only !== undefined || values.filter !== undefined)
    throw new Error('npm run test:stripe takes neither --only nor --filter.');
  const given = givenVariables();
  process.env.STRIPE_SECRET_KEY = sandboxKeyIn(given);
  if (given.STRIPE_API_URL) process.env.STRIPE_API_URL = given.STRIPE_API_URL;
  process.env[TARGET_VARIABLE] = 'sandbox';
  return ['local', 'integration'];
}

function inWords({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

async function check(args: string[]): Promise<Tally> {
  const ok = await runs(args);
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0, failures: [], repeated: [] };
}

async function vitestProject(project: string): Promise<Tally> {
  const file = join(reports, `${project}.json`);
  const ok = await runs([
    vitest,
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...filter,
  ]);
  return readVitestReport(file, ok);
}

function runs(args: string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
  });
}
