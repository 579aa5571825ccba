import type { Scope } from '../scopes';

/** What a connected extension may do, besides what the person's role allows: what saving jobs from other sites takes. */
export const extensionScopes = [
  'jobs:read',
  'jobs:write',
  'usage:read',
  'organization:read',
] as const satisfies readonly Scope[];
