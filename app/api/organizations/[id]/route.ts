import { methodsNotAllowed, serve } from '@/lib/auth';
import { getOrganization, updateOrganization } from '@/lib/organizations';
import { getOrganizationEndpoint, updateOrganizationEndpoint } from '@/lib/organizations/endpoints';

export const GET = serve(getOrganizationEndpoint, ({ principal, params }) =>
  getOrganization(principal, params.id),
);

export const PATCH = serve(updateOrganizationEndpoint, ({ principal, params, body }) =>
  updateOrganization(principal, params.id, body),
);

export const { POST, PUT, DELETE } = methodsNotAllowed('GET', 'PATCH');
