import { methodsNotAllowed, serve } from '@/lib/auth';
import { payInvoice } from '@/lib/billing';
import { payInvoiceEndpoint } from '@/lib/billing/endpoints';

export const POST = serve(payInvoiceEndpoint, ({ principal, params }) => payInvoice(principal, params.id));

export const { GET, PUT, PATCH, DELETE } = methodsNotAllowed('POST');
