import { methodsNotAllowed, serve } from '@/lib/auth';
import { switchOrganization } from '@/lib/organizations';
import { switchOrganizationEndpoint } from '@/lib/organizations/endpoints';

export const POST = serve(switchOrganizationEndpoint, ({ principal, params }) =>
  switchOrganization(principal, params.id),
);

export const { GET, PUT, PATCH, DELETE } = methodsNotAllowed('POST');
