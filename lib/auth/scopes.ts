import { type Scope, scopes } from '@/lib/http/scopes';

export { type Scope, scopes };

/** Each scope in words, for whoever grants it. */
export const scopeWords: Readonly<Record<Scope, string>> = {
  'jobs:read': 'Read saved jobs',
  'jobs:write': 'Save, change and remove jobs',
  'usage:read': 'Read usage and limits',
  'usage:write': 'Report usage',
  'billing:read': 'Read plan, invoices and payments',
  'organization:read': 'Read whom it acts for',
};

/** The scopes among these words, in the order of the list; what is no scope any more grants nothing. */
export function scopesIn(words: readonly string[]): Scope[] {
  return scopes.filter((scope) => words.includes(scope));
}
