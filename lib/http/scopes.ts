/**
 * What an API key or an extension's token can be allowed to do, besides what the person's role allows. Nothing here
 * changes money, identity or membership: that takes a session.
 */
export const scopes = [
  'jobs:read',
  'jobs:write',
  'usage:read',
  'usage:write',
  'billing:read',
  'organization:read',
] as const;

/** See {@link scopes}. */
export type Scope = (typeof scopes)[number];
