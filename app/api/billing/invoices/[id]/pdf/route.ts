import { methodsNotAllowed, serve } from '@/lib/auth';
import { invoicePdf } from '@/lib/billing';
import { getInvoicePdfEndpoint } from '@/lib/billing/endpoints';

export const GET = serve(getInvoicePdfEndpoint, ({ principal, params }) => invoicePdf(principal, params.id));

export const { POST, PUT, PATCH, DELETE } = methodsNotAllowed('GET');
