import { methodsNotAllowed, serve } from '@/lib/auth';
import { openPortal } from '@/lib/billing';
import { createPortalSessionEndpoint, visitPortalEndpoint } from '@/lib/billing/endpoints';

export const GET = serve(visitPortalEndpoint, ({ principal, query }) => openPortal(principal, query.flow));

export const POST = serve(createPortalSessionEndpoint, ({ principal, query }) =>
  openPortal(principal, query.flow),
);

export const { PUT, PATCH, DELETE } = methodsNotAllowed('GET', 'POST');
