import type { Metric, Plan } from '@/lib/plans';

/** What use above a plan's limits costs, in a sentence; null for a plan that bills none. Seats are bought by number. */
export function overageWords({ limits }: Plan): string | null {
  const parts = Object.entries(units).flatMap(([metric, unit]) => {
    const overage = limits[metric as keyof typeof units].overage;
    return overage ? [`${priceWords(overage.unitAmount)} per ${unit}`] : [];
  });
  return parts.length > 0 ? `Use above what is included is billed afterwards: ${parts.join(', ')}.` : null;
}

const units = {
  runs: 'run',
  llm_tokens: '1,000 AI tokens',
  api_calls: 'API call',
  storage_bytes: 'GB stored',
} as const satisfies Partial<Record<Metric, string>>;

/** A price in cents. Fractions of a cent are told as they are billed. */
export function priceWords(cents: number): string {
  return price.format(cents / 100);
}

const price = new Intl.NumberFormat('en-US', {
  style: 'currency',
  currency: 'USD',
  minimumFractionDigits: 2,
  maximumFractionDigits: 6,
});
