import type { RollUp } from '@/lib/admin';

/** What came of counting. Null is that it is under way already. */
export function countedWords(report: RollUp | null): string {
  if (!report) return 'The days are being counted already.';
  const { counted, left } = report;
  if (left > 0) return `${daysWords(counted)} counted. The worker goes on with the other ${left}.`;
  return counted === 0 ? 'Everything was counted already.' : `${daysWords(counted)} counted.`;
}

function daysWords(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}
