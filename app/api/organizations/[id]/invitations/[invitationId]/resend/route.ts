import { methodsNotAllowed, serve } from '@/lib/auth';
import { resendInvitation } from '@/lib/organizations';
import { resendInvitationEndpoint } from '@/lib/organizations/endpoints';

export const POST = serve(resendInvitationEndpoint, ({ principal, params }) =>
  resendInvitation(principal, params.id, params.invitationId),
);

export const { GET, PUT, PATCH, DELETE } = methodsNotAllowed('POST');
