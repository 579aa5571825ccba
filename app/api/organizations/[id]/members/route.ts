import { methodsNotAllowed, serve } from '@/lib/auth';
import { listMembers } from '@/lib/organizations';
import { listMembersEndpoint } from '@/lib/organizations/endpoints';

export const GET = serve(listMembersEndpoint, ({ principal, params, query }) =>
  listMembers(principal, params.id, query),
);

export const { POST, PUT, PATCH, DELETE } = methodsNotAllowed('GET');
