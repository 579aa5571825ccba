import { methodsNotAllowed, serve } from '@/lib/auth';
import { openPortal } from '@/lib/billing';
import { createPortalSessionEndpoint } from '@/lib/billing/endpoints';

export const POST = serve(createPortalSessionEndpoint, ({ principal, query }) =>
  openPortal(principal, query.flow),
);

export const { GET, PUT, PATCH, DELETE } = methodsNotAllowed('POST');
