import { methodsNotAllowed, serve } from '@/lib/auth';
import { listHistory } from '@/lib/jobs/history';
import { listHistoryEndpoint } from '@/lib/jobs/history/endpoints';

export const GET = serve(listHistoryEndpoint, ({ principal, params, query }) =>
  listHistory(principal, params.id, query),
);

export const { POST, PUT, PATCH, DELETE } = methodsNotAllowed('GET');
