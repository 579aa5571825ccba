import { adminEndpoints } from '@/lib/admin/endpoints';
import { authEndpoints } from '@/lib/auth/endpoints';
import { billingEndpoints } from '@/lib/billing/endpoints';
import { buildOpenApi, type Endpoint } from '@/lib/http';
import { jobsEndpoints } from '@/lib/jobs';
import { operationsEndpoints } from '@/lib/operations';
import { organizationEndpoints } from '@/lib/organizations/endpoints';
import { usageEndpoints } from '@/lib/usage/endpoints';
import { liveEndpoint, openApiEndpoint } from './endpoints';

export { liveEndpoint, openApiEndpoint } from './endpoints';

export { type ReferenceField, type ReferenceOperation, referenceOf } from './reference';

/** Every operation of the API, room by room. A test holds it to the route files. */
export const endpoints: readonly Endpoint[] = [
  ...authEndpoints,
  ...organizationEndpoints,
  ...jobsEndpoints,
  ...billingEndpoints,
  ...usageEndpoints,
  ...adminEndpoints,
  ...operationsEndpoints,
  liveEndpoint,
  openApiEndpoint,
];

/** The OpenAPI 3.1 document of the whole API. */
export function openApiDocument(serverUrl: string) {
  return buildOpenApi(endpoints, serverUrl);
}
