import type { Metric } from './types';

/** What people call a metric: as a heading, and counted. Storage is measured, not counted. */
export const metricNames: Record<Metric, { title: string; one: string; many: string }> = {
  saved_jobs: { title: 'Saved jobs', one: 'saved job', many: 'saved jobs' },
  runs: { title: 'Runs', one: 'run', many: 'runs' },
  llm_tokens: { title: 'AI tokens', one: 'AI token', many: 'AI tokens' },
  ai_messages: { title: 'AI messages', one: 'AI message', many: 'AI messages' },
  api_calls: { title: 'API calls', one: 'API call', many: 'API calls' },
  storage_bytes: { title: 'Storage', one: 'storage', many: 'storage' },
  seats: { title: 'Seats', one: 'seat', many: 'seats' },
  documents: { title: 'Documents', one: 'document', many: 'documents' },
  search_queries: { title: 'Search queries', one: 'search query', many: 'search queries' },
  drive_folders: { title: 'Drive folders', one: 'Drive folder', many: 'Drive folders' },
  exports: { title: 'Exports', one: 'export', many: 'exports' },
  api_keys: { title: 'API keys', one: 'API key', many: 'API keys' },
  webhook_endpoints: { title: 'Webhook endpoints', one: 'webhook endpoint', many: 'webhook endpoints' },
};

/** A quantity by itself, such as "1,200" or "1.2 GB". */
export function formatAmount(metric: Metric, amount: number): string {
  return metric === 'storage_bytes' ? formatBytes(amount) : count.format(amount);
}

/** A quantity with what it is of, such as "1 saved job", "1,200 runs" or "1.2 GB of storage". */
export function amountOf(metric: Metric, amount: number): string {
  const { one, many } = metricNames[metric];
  const link = metric === 'storage_bytes' ? ' of ' : ' ';
  return `${formatAmount(metric, amount)}${link}${amount === 1 ? one : many}`;
}

/** What a limit gives, such as "100 saved jobs" or "Unlimited seats". */
export function limitWords(metric: Metric, limit: number | null): string {
  return limit === null ? `Unlimited ${metricNames[metric].many}` : amountOf(metric, limit);
}

const count = new Intl.NumberFormat('en-US');
const measure = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });
const units = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

// Decimal, as the plans' limits are. Rounded before the unit is chosen, so that nothing is "1,000 MB".
function formatBytes(bytes: number): string {
  const sign = bytes < 0 ? '−' : '';
  let value = Math.abs(bytes);
  let unit = 0;
  while (Math.round(value * 10) / 10 >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${sign}${measure.format(value)} ${value === 1 && unit === 0 ? 'byte' : units[unit]}`;
}
