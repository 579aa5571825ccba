import { methodsNotAllowed, serve } from '@/lib/auth';
import { getInvoice } from '@/lib/billing';
import { getInvoiceEndpoint } from '@/lib/billing/endpoints';

export const GET = serve(getInvoiceEndpoint, ({ principal, params }) => getInvoice(principal, params.id));

export const { POST, PUT, PATCH, DELETE } = methodsNotAllowed('GET');
