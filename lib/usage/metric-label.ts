import type { Metric } from '@/lib/plans';

/** A metric's name as it stands in a sentence, plural and in lower case. */
export function metricLabel(metric: Metric): string {
  return labels[metric];
}

const labels: Record<Metric, string> = {
  saved_jobs: 'saved jobs',
  runs: 'runs',
  llm_tokens: 'AI tokens',
  ai_messages: 'AI messages',
  api_calls: 'API calls',
  storage_bytes: 'bytes of storage',
  seats: 'seats',
  documents: 'documents',
  search_queries: 'search queries',
  drive_folders: 'Drive folders',
  exports: 'exports',
  api_keys: 'API keys',
  webhook_endpoints: 'webhook endpoints',
};
