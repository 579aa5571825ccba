import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { z } from 'zod';

/**
 * How many tests ended how; `failures` names those that failed, by file, name and why, `repeated` those that failed and then
 * passed when they were run once more.
 */
export type Tally = {
  passed: number;
  failed: number;
  skipped: number;
  failures: string[];
  repeated: string[];
};

const vitestReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({
          status: z.string(),
          fullName: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

const spec = z.object({
  file: z.string(),
  line: z.int(),
  title: z.string(),
  tests: z.array(z.object({ status: z.string() })),
});
const suite = z.object({
  specs: z.array(spec),
  get suites() {
    return z.array(suite).optional();
  },
});
type Suite = z.infer<typeof suite>;
const playwrightReport = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
  suites: z.array(suite),
});

/** Sums up vitest's JSON report. A run that failed without a failed test (a file that does not load) counts as one. */
export function readVitestReport(file: string, ok: boolean): Tally {
  const report = read(file, vitestReport);
  if (!report) return failedRun;
  const failures = report.testResults.flatMap(({ name, message, status, assertionResults }) => {
    const tests = assertionResults.filter((test) => test.status === 'failed');
    const at = relative(process.cwd(), name);
    if (tests.length === 0) return status === 'failed' ? [`${at}: ${firstLine(message)}`] : [];
    return tests.map((test) => `${at} › ${test.fullName}: ${firstLine(test.failureMessages?.[0] ?? '')}`);
  });
  return withRun(
    {
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: report.numPendingTests,
      failures,
      repeated: [],
    },
    ok,
  );
}

/**
 * Sums up Playwright's JSON report. A test that passed only when repeated has passed, but is named: what a browser does on a
 * machine that is busy with something else is no reason to hold back a change, and every reason to look at the test.
 */
export function readPlaywrightReport(file: string, ok: boolean): Tally {
  const report = read(file, playwrightReport);
  if (!report) return failedRun;
  const { stats, suites } = report;
  return withRun(
    {
      passed: stats.expected + stats.flaky,
      failed: stats.unexpected,
      skipped: stats.skipped,
      failures: suites.flatMap((each) => specsThat(each, 'unexpected')),
      repeated: suites.flatMap((each) => specsThat(each, 'flaky')),
    },
    ok,
  );
}

const failedRun: Tally = { passed: 0, failed: 1, skipped: 0, failures: [], repeated: [] };

function specsThat({ suites = [], specs }: Suite, ended: 'unexpected' | 'flaky'): string[] {
  const own = specs.filter(({ tests }) => tests.some(({ status }) => status === ended));
  return [
    ...own.map(({ file, line, title }) => `${file}:${line} › ${title}`),
    ...suites.flatMap((each) => specsThat(each, ended)),
  ];
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}

function withRun(tally: Tally, ok: boolean): Tally {
  return ok || tally.failed > 0 ? tally : { ...tally, failed: 1 };
}

function read<T>(file: string, schema: z.ZodType<T>): T | undefined {
  return existsSync(file) ? schema.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}
