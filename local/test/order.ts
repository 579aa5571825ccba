import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Runs test files in the order of their paths, on every machine.
 *
 * vitest's own order puts first what failed or took long the last time that this machine ran it, so that files which
 * share a database meet in an order that nobody else sees, and a failure on another machine cannot be had again here.
 */
export class PathOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted(
      (a, b) => compare(a.project.name, b.project.name) || compare(a.moduleId, b.moduleId),
    );
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
