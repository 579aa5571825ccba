import type { JobStatus } from '@/lib/jobs/schema';

/** Where a column is on the screen. */
export type Box = { left: number; top: number; width: number; height: number };

/**
 * The column to the left or the right of one, among those that are on the screen and have a place; the same one at either end.
 * @param step −1 to the left, 1 to the right
 */
export function columnBeside(
  columns: readonly { status: JobStatus; box: Box }[],
  from: JobStatus,
  step: -1 | 1,
): { status: JobStatus; box: Box } | undefined {
  const shown = columns
    .filter(({ box }) => box.width > 0 && box.height > 0)
    .sort((a, b) => a.box.left - b.box.left);
  const index = shown.findIndex(({ status }) => status === from);
  return shown[Math.min(Math.max(index + step, 0), shown.length - 1)];
}
