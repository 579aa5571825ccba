import { methodsNotAllowed, serve } from '@/lib/auth';
import { openPortal } from '@/lib/billing';
import { createPortalSessionEndpoint } from '@/lib/billing/endpoints';

export const POST = serve(createPortalSessionEndpoint, ({ principal }) => openPortal(principal));

export const { GET, PUT, PATCH, DELETE } = methodsNotAllowed('POST');
