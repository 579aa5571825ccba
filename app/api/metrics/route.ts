import { methodsNotAllowed, serve } from '@/lib/auth';
import { env } from '@/lib/env';
import { metrics } from '@/lib/observability';
import { collectBusinessMetrics, metricsEndpoint, requireSecret } from '@/lib/operations';

export const GET = serve(metricsEndpoint, async ({ request }) => {
  requireSecret(request.headers.get('authorization'), env().METRICS_TOKEN);
  await collectBusinessMetrics();
  return metrics.metrics();
});

export const { POST, PUT, PATCH, DELETE } = methodsNotAllowed('GET');
