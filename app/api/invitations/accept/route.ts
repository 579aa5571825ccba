import { methodsNotAllowed, serve } from '@/lib/auth';
import { acceptInvitation } from '@/lib/organizations';
import { acceptInvitationEndpoint } from '@/lib/organizations/endpoints';

export const POST = serve(acceptInvitationEndpoint, ({ principal, body }) =>
  acceptInvitation(principal, body.token),
);

export const { GET, PUT, PATCH, DELETE } = methodsNotAllowed('POST');
