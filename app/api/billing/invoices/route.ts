import { methodsNotAllowed, serve } from '@/lib/auth';
import { listInvoices } from '@/lib/billing';
import { listInvoicesEndpoint } from '@/lib/billing/endpoints';

export const GET = serve(listInvoicesEndpoint, ({ principal, query }) => listInvoices(principal, query));

export const { POST, PUT, PATCH, DELETE } = methodsNotAllowed('GET');
