import { methodsNotAllowed, serve } from '@/lib/auth';
import { declineInvitation } from '@/lib/organizations';
import { declineInvitationEndpoint } from '@/lib/organizations/endpoints';

export const POST = serve(declineInvitationEndpoint, ({ principal, body }) =>
  declineInvitation(principal, body.token),
);

export const { GET, PUT, PATCH, DELETE } = methodsNotAllowed('POST');
