import { methodsNotAllowed, serve } from '@/lib/auth';
import { env } from '@/lib/env';
import { requireSecret, runTask, runTaskEndpoint } from '@/lib/operations';

// A task may take its time; a host that cuts requests off after less ends it there, which every task bears.
export const maxDuration = 300;

export const GET = serve(runTaskEndpoint, async ({ request, params: { task } }) => {
  requireSecret(request.headers.get('authorization'), env().CRON_SECRET);
  return { task, outcome: await runTask(task) };
});

export const { POST, PUT, PATCH, DELETE } = methodsNotAllowed('GET');
