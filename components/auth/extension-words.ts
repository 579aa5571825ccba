import type { extensionScopes } from '@/lib/auth/extension/extension-scopes';

/** What a connected extension may do, in words for the person who decides. */
export const extensionWords: Readonly<Record<(typeof extensionScopes)[number], string>> = {
  'jobs:read': 'See your saved jobs',
  'jobs:write': 'Save jobs, change them and remove them',
  'usage:read': 'See how much of your plan is used',
  'organization:read': 'See your name, your email and your organization',
};
