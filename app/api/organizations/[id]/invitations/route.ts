import { methodsNotAllowed, serve } from '@/lib/auth';
import { inviteMember, listInvitations } from '@/lib/organizations';
import { inviteMemberEndpoint, listInvitationsEndpoint } from '@/lib/organizations/endpoints';

export const GET = serve(listInvitationsEndpoint, ({ principal, params, query }) =>
  listInvitations(principal, params.id, query),
);

export const POST = serve(inviteMemberEndpoint, ({ principal, params, body, idempotencyKey }) =>
  inviteMember(principal, params.id, body, idempotencyKey),
);

export const { PUT, PATCH, DELETE } = methodsNotAllowed('GET', 'POST');
