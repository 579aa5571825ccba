import { accountEndpoints } from './account/endpoints';
import { auditLogEndpoints } from './audit-log/endpoints';
import { statisticsEndpoints } from './statistics/endpoints';
import { usersEndpoints } from './users/endpoints';

/** Every operation of the console, part by part. */
export const adminEndpoints = [
  ...accountEndpoints,
  ...auditLogEndpoints,
  ...statisticsEndpoints,
  ...usersEndpoints,
] as const;
