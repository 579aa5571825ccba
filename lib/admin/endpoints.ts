import { accountEndpoints } from './account/endpoints';
import { auditLogEndpoints } from './audit-log/endpoints';
import { adminBillingEndpoints } from './billing/endpoints';
import { impersonationEndpoints } from './impersonation/endpoints';
import { statisticsEndpoints } from './statistics/endpoints';
import { usersEndpoints } from './users/endpoints';

export * from './billing/endpoints';

/** Every operation of the console, part by part. */
export const adminEndpoints = [
  ...accountEndpoints,
  ...adminBillingEndpoints,
  ...auditLogEndpoints,
  ...impersonationEndpoints,
  ...statisticsEndpoints,
  ...usersEndpoints,
] as const;
