import { methodsNotAllowed, serve } from '@/lib/auth';
import { listPayments } from '@/lib/billing';
import { listPaymentsEndpoint } from '@/lib/billing/endpoints';

export const GET = serve(listPaymentsEndpoint, ({ principal, query }) => listPayments(principal, query));

export const { POST, PUT, PATCH, DELETE } = methodsNotAllowed('GET');
