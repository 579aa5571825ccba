import { methodsNotAllowed, serve } from '@/lib/auth';
import { findSavedPosting } from '@/lib/jobs/duplicates';
import { lookUpJobEndpoint } from '@/lib/jobs/duplicates/endpoints';

export const GET = serve(lookUpJobEndpoint, async ({ principal, query }) => ({
  job: await findSavedPosting(principal, query),
}));

export const { POST, PUT, PATCH, DELETE } = methodsNotAllowed('GET');
