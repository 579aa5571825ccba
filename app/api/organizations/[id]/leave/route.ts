import { methodsNotAllowed, serve } from '@/lib/auth';
import { leaveOrganization } from '@/lib/organizations';
import { leaveOrganizationEndpoint } from '@/lib/organizations/endpoints';

export const POST = serve(leaveOrganizationEndpoint, ({ principal, params }) =>
  leaveOrganization(principal, params.id),
);

export const { GET, PUT, PATCH, DELETE } = methodsNotAllowed('POST');
