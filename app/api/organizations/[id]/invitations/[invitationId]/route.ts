import { methodsNotAllowed, serve } from '@/lib/auth';
import { revokeInvitation } from '@/lib/organizations';
import { revokeInvitationEndpoint } from '@/lib/organizations/endpoints';

export const DELETE = serve(revokeInvitationEndpoint, ({ principal, params }) =>
  revokeInvitation(principal, params.id, params.invitationId),
);

export const { GET, POST, PUT, PATCH } = methodsNotAllowed('DELETE');
