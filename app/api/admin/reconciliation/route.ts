import { driftsOf, orderReconciliation, reconciliations } from '@/lib/admin';
import { listReconciliationsEndpoint, orderReconciliationEndpoint } from '@/lib/admin/endpoints';
import { methodsNotAllowed, serve } from '@/lib/auth';

export const GET = serve(listReconciliationsEndpoint, async ({ query }) => ({
  ...(await reconciliations()),
  drifts: query.runId ? await driftsOf(query.runId) : [],
}));

export const POST = serve(orderReconciliationEndpoint, async ({ admin, body }) => ({
  outcome: await orderReconciliation(admin, body.reason),
}));

export const { PUT, PATCH, DELETE } = methodsNotAllowed('GET', 'POST');
