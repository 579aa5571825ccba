import { planStandings, toldPlan } from '@/lib/admin';
import { listPlansEndpoint } from '@/lib/admin/endpoints';
import { methodsNotAllowed, serve } from '@/lib/auth';

export const GET = serve(listPlansEndpoint, async () => ({
  plans: (await planStandings()).map(({ inForce, ...plan }) => ({ ...toldPlan(plan), inForce })),
}));

export const { POST, PUT, PATCH, DELETE } = methodsNotAllowed('GET');
