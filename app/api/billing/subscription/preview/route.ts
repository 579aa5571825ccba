import { methodsNotAllowed, serve } from '@/lib/auth';
import { previewChange } from '@/lib/billing';
import { previewChangeEndpoint } from '@/lib/billing/endpoints';

export const POST = serve(previewChangeEndpoint, ({ principal, body }) => previewChange(principal, body));

export const { GET, PUT, PATCH, DELETE } = methodsNotAllowed('POST');
