import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** How many tests ended how. */
export type Tally = { passed: number; failed: number; skipped: number };

const vitestReport = z.object({ numPassedTests: z.int(), numFailedTests: z.int(), numPendingTests: z.int() });
const playwrightReport = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
});

/** Sums up vitest's JSON report. A run that failed without a failed test (a file that does not load) counts as one. */
export function readVitestReport(file: string, ok: boolean): Tally {
  const report = read(file, vitestReport);
  if (!report) return failedRun;
  return withRun(
    { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests },
    ok,
  );
}

/** Sums up Playwright's JSON report; a test that passed only when repeated has failed. */
export function readPlaywrightReport(file: string, ok: boolean): Tally {
  const stats = read(file, playwrightReport)?.stats;
  if (!stats) return failedRun;
  return withRun(
    { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped },
    ok,
  );
}

const failedRun: Tally = { passed: 0, failed: 1, skipped: 0 };

function withRun(tally: Tally, ok: boolean): Tally {
  return ok || tally.failed > 0 ? tally : { ...tally, failed: 1 };
}

function read<T>(file: string, schema: z.ZodType<T>): T | undefined {
  return existsSync(file) ? schema.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}
