import { type AuditFilter, auditFilterSchema } from '@/lib/audit/schema';

/** Fields of a search, as the page's address has them. */
export const auditFields = [
  'q',
  'actor',
  'user',
  'organization',
  'action',
  'target',
  'via',
  'from',
  'to',
] as const;
export type AuditField = (typeof auditFields)[number];

/** A search as it was typed, what it asks for, and what is wrong with it. */
export type AuditSearch = {
  typed: Partial<Record<AuditField, string>>;
  /** Null where something is wrong. */
  filter: AuditFilter | null;
  errors: Partial<Record<AuditField, string>>;
  cursor: string | undefined;
};

/**
 * The search within a page's address.
 * @param asked fields that there are on the page; all others are not looked at
 */
export function readAuditSearch(
  query: Readonly<Record<string, string | string[] | undefined>>,
  asked: readonly AuditField[] = auditFields,
): AuditSearch {
  const typed: AuditSearch['typed'] = {};
  for (const field of asked) {
    const value = query[field];
    if (typeof value === 'string' && value.trim() !== '') typed[field] = value.trim();
  }
  const parsed = auditFilterSchema.safeParse(typed);
  const errors: AuditSearch['errors'] = {};
  for (const { path, message } of parsed.error?.issues ?? []) {
    const field = auditFields.find((each) => each === path[0]);
    if (field) errors[field] ??= message;
  }
  const { cursor } = query;
  return {
    typed,
    filter: parsed.success ? parsed.data : null,
    errors,
    cursor: typeof cursor === 'string' && cursor !== '' ? cursor : undefined,
  };
}

/** The address of a search. @param more what is not typed: the place in the list, the format of a file */
export function auditUrl(
  path: string,
  typed: AuditSearch['typed'],
  more: Record<string, string> = {},
): string {
  const query = new URLSearchParams();
  for (const field of auditFields) if (typed[field]) query.set(field, typed[field]);
  for (const [name, value] of Object.entries(more)) query.set(name, value);
  return query.size === 0 ? path : `${path}?${query}`;
}
