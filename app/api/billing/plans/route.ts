import { methodsNotAllowed, serve } from '@/lib/auth';
import { publicPlans } from '@/lib/billing';
import { listPlansEndpoint } from '@/lib/billing/endpoints';

export const GET = serve(listPlansEndpoint, () => publicPlans());

export const { POST, PUT, PATCH, DELETE } = methodsNotAllowed('GET');
