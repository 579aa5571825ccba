import { methodsNotAllowed, serve } from '@/lib/auth';
import { upcomingInvoice } from '@/lib/billing';
import { getUpcomingInvoiceEndpoint } from '@/lib/billing/endpoints';

export const GET = serve(getUpcomingInvoiceEndpoint, ({ principal }) => upcomingInvoice(principal));

export const { POST, PUT, PATCH, DELETE } = methodsNotAllowed('GET');
