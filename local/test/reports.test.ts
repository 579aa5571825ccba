import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPlaywrightReport, readVitestReport } from './reports';

describe('the report of a run', () => {
  it('names what failed in vitest, and a file that did not load', () => {
    const file = written({
      numPassedTests: 1,
      numFailedTests: 1,
      numPendingTests: 0,
      testResults: [
        {
          name: join(process.cwd(), 'lib/a.test.ts'),
          status: 'failed',
          message: '',
          assertionResults: [
            { status: 'passed', fullName: 'a holds', failureMessages: [] },
            {
              status: 'failed',
              fullName: 'a breaks',
              failureMessages: ['expected 1 to be 2\n  at a.test.ts:3'],
            },
          ],
        },
        {
          name: join(process.cwd(), 'lib/b.test.ts'),
          status: 'failed',
          message: 'no such module',
          assertionResults: [],
        },
      ],
    });
    expect(readVitestReport(file, false)).toEqual({
      passed: 1,
      failed: 1,
      skipped: 0,
      failures: ['lib/a.test.ts › a breaks: expected 1 to be 2', 'lib/b.test.ts: no such module'],
      repeated: [],
    });
  });

  it('names what failed in Playwright, and apart from it what passed only when repeated, at any depth', () => {
    const spec = (title: string, status: string) => ({
      file: 'a.e2e.ts',
      line: 7,
      title,
      tests: [{ status }],
    });
    const file = written({
      stats: { expected: 1, unexpected: 1, flaky: 1, skipped: 0 },
      suites: [
        {
          specs: [spec('holds', 'expected'), spec('breaks', 'unexpected')],
          suites: [{ specs: [spec('wavers', 'flaky')] }],
        },
      ],
    });
    expect(readPlaywrightReport(file, false)).toEqual({
      passed: 2,
      failed: 1,
      skipped: 0,
      failures: ['a.e2e.ts:7 › breaks'],
      repeated: ['a.e2e.ts:7 › wavers'],
    });
  });

  it('a run without a report, or one that failed with every test passed, has failed', () => {
    expect(readVitestReport('/nowhere.json', true).failed).toBe(1);
    const file = written({ numPassedTests: 1, numFailedTests: 0, numPendingTests: 0, testResults: [] });
    expect(readVitestReport(file, false).failed).toBe(1);
    expect(readVitestReport(file, true).failed).toBe(0);
  });
});

function written(report: unknown): string {
  const file = join(mkdtempSync(join(tmpdir(), 'foothold-report-')), 'report.json');
  writeFileSync(file, JSON.stringify(report));
  return file;
}
