import { methodsNotAllowed, serve } from '@/lib/auth';
import { metricUsage } from '@/lib/usage';
import { getMetricUsageEndpoint } from '@/lib/usage/endpoints';

export const GET = serve(getMetricUsageEndpoint, ({ principal, params }) =>
  metricUsage(principal, params.metric),
);

export const { POST, PUT, PATCH, DELETE } = methodsNotAllowed('GET');
