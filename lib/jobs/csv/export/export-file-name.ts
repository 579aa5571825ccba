/** The name of an export of this moment, with the day in UTC: files of several days stand in order. */
export function exportFileName(now: Date): string {
  return `foothold-jobs-${now.toISOString().slice(0, 10)}.csv`;
}
