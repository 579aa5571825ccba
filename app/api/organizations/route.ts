import { methodsNotAllowed, serve } from '@/lib/auth';
import { createOrganization, listOrganizations } from '@/lib/organizations';
import { createOrganizationEndpoint, listOrganizationsEndpoint } from '@/lib/organizations/endpoints';

export const GET = serve(listOrganizationsEndpoint, async ({ principal }) => ({
  organizations: await listOrganizations(principal),
}));

export const POST = serve(createOrganizationEndpoint, ({ principal, body, idempotencyKey }) =>
  createOrganization(principal, body, idempotencyKey),
);

export const { PUT, PATCH, DELETE } = methodsNotAllowed('GET', 'POST');
