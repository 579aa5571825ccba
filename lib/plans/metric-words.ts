import type { Metric } from './types';

/** What people call a metric: as a heading, and counted. `meaning` says in a sentence what is counted. Storage is measured. */
export const metricNames: Record<Metric, { title: string; one: string; many: string; meaning: string }> = {
  saved_jobs: {
    title: 'Saved jobs',
    one: 'saved job',
    many: 'saved jobs',
    meaning: 'Every job on your board. Deleting one frees its place.',
  },
  runs: {
    title: 'Runs',
    one: 'run',
    many: 'runs',
    meaning: 'Work done for you in the background, such as tailoring.',
  },
  llm_tokens: {
    title: 'AI tokens',
    one: 'AI token',
    many: 'AI tokens',
    meaning: 'What AI reads and writes for you, about four characters each.',
  },
  ai_messages: {
    title: 'AI messages',
    one: 'AI message',
    many: 'AI messages',
    meaning: 'Messages that you send to the assistant.',
  },
  api_calls: {
    title: 'API calls',
    one: 'API call',
    many: 'API calls',
    meaning: 'Requests to the API with your keys.',
  },
  storage_bytes: {
    title: 'Storage',
    one: 'storage',
    many: 'storage',
    meaning: 'What your documents take up. Deleting one frees its space.',
  },
  seats: {
    title: 'Seats',
    one: 'seat',
    many: 'seats',
    meaning: 'Everybody who is a member of your organization, you included. An open invitation holds one.',
  },
  documents: {
    title: 'Documents',
    one: 'document',
    many: 'documents',
    meaning: 'Documents that you upload.',
  },
  search_queries: {
    title: 'Search queries',
    one: 'search query',
    many: 'search queries',
    meaning: 'Searches in your documents.',
  },
  drive_folders: {
    title: 'Drive folders',
    one: 'Drive folder',
    many: 'Drive folders',
    meaning: 'Folders of Google Drive that are kept in step.',
  },
  exports: {
    title: 'Exports',
    one: 'export',
    many: 'exports',
    meaning: 'Files with all that you have saved.',
  },
  api_keys: {
    title: 'API keys',
    one: 'API key',
    many: 'API keys',
    meaning: 'Keys for scripts and other programs.',
  },
  webhook_endpoints: {
    title: 'Webhook endpoints',
    one: 'webhook endpoint',
    many: 'webhook endpoints',
    meaning: 'Addresses that hear of changes.',
  },
};

/** A quantity by itself, such as "1,200" or "1.2 GB". */
export function formatAmount(metric: Metric, amount: number): string {
  if (metric === 'storage_bytes') return formatBytes(amount);
  count ??= new Intl.NumberFormat('en-US');
  return count.format(amount);
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

// Made where they are first wanted: a browser takes longer for the first of them than for all of the code of many a page.
let count: Intl.NumberFormat | undefined;
let measure: Intl.NumberFormat | undefined;
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
  measure ??= new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });
  return `${sign}${measure.format(value)} ${value === 1 && unit === 0 ? 'byte' : units[unit]}`;
}
