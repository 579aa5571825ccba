import { z } from 'zod';
import { text } from '@/lib/http/text';
import { type AuditAction, actionsOf, isAuditAction, isAuditArea } from './audit-actions';

/** By what something can have been done, in the order in which pages offer them. See `AuditVia`. */
export const auditVias = [
  'session',
  'api_key',
  'extension',
  'impersonation',
  'console',
  'script',
  'system',
] as const;

// A form sends what was left empty as an empty text.
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

/** Somebody: by id, or by the address that they have or had. */
const somebody = z.union([z.uuid(), z.string().trim().toLowerCase().pipe(z.email().max(320))], {
  error: 'Enter an id or an email address.',
});

const moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })], {
  error: 'Enter a date, or a date and time such as 2026-11-26T09:00:00Z.',
});

/** By what events are looked for. Whatever is left out is not asked. */
export const auditFilterSchema = z.object({
  q: optional(text().trim().max(200)).describe(
    'Any part of what it was done to, of who did it by address, or of the reason; or an id of any of these, of the event or of the request.',
  ),
  actor: optional(somebody).describe('Who did it, also as somebody else: an id or an email address.'),
  user: optional(somebody).describe('Whom it concerns: an id or an email address.'),
  organization: optional(z.uuid()).describe('Whose part of the log.'),
  action: optional(
    z
      .string()
      .transform((written) => written.replace(/\.\*?$/, ''))
      .refine((name) => isAuditAction(name) || isAuditArea(name), 'There is no such action.'),
  ).describe('An action such as `api_key.created`, or all of a kind, such as `api_key`.'),
  target: optional(text().max(255)).describe('The id of what it was done to.'),
  via: optional(z.enum(auditVias)).describe('By what.'),
  from: optional(moment).describe('Not before this. A date is the beginning of that day, UTC.'),
  to: optional(moment).describe('Not after this. A date is the end of that day, UTC.'),
});

/** See {@link auditFilterSchema}. */
export type AuditFilter = z.output<typeof auditFilterSchema>;

/** The actions that a filter asks for; null for all. */
export function actionsIn({ action }: AuditFilter): AuditAction[] | null {
  if (action === undefined) return null;
  if (isAuditAction(action)) return [action];
  return isAuditArea(action) ? actionsOf(action) : [];
}

/** The span of time that a filter asks for: from the first moment on, before the last one. */
export function spanIn({ from, to }: AuditFilter): { since: Date | null; before: Date | null } {
  return { since: from ? new Date(from) : null, before: to ? afterwards(to) : null };
}

// A day ends where the next one begins; a moment is within what is asked for.
function afterwards(to: string): Date {
  const at = new Date(to).getTime();
  return new Date(/T/.test(to) ? at + 1 : at + 86_400_000);
}

const facts = z.record(z.string(), z.unknown()).nullable();

/** An event as it is shown. */
export const auditEventSchema = z.object({
  id: z.uuid(),
  occurredAt: z.iso.datetime(),
  actor: z
    .object({ id: z.uuid(), email: z.string().nullable().describe('As it was then.') })
    .nullable()
    .describe('Who did it; null for the platform itself.'),
  actingAs: z
    .object({ id: z.uuid(), email: z.string().nullable() })
    .nullable()
    .describe('As whom an admin did it.'),
  via: z
    .string()
    .describe('`session`, `api_key`, `extension`, `impersonation`, `console`, `script` or `system`.'),
  action: z.string().describe('Such as `api_key.created`.'),
  summary: z.string().describe('The action in words.'),
  target: z.object({
    kind: z.string(),
    id: z.string().nullable(),
    label: z.string().nullable().describe('What it was called then.'),
  }),
  organization: z
    .object({ id: z.uuid(), name: z.string().nullable().describe('Null when it is gone.') })
    .nullable()
    .describe('Whose part of the log it is in.'),
  user: z
    .object({ id: z.uuid(), email: z.string().nullable().describe('Null when the account is gone.') })
    .nullable()
    .describe('Whom it concerns.'),
  before: facts.describe('What differs, as it was before. Null where there was nothing.'),
  after: facts.describe('What differs, as it is afterwards. Null where there is nothing any more.'),
  reason: z.string().nullable(),
  undoes: z.uuid().nullable().describe('The event that this one takes back.'),
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
  requestId: z.string().nullable(),
});

/** See {@link auditEventSchema}. */
export type AuditEvent = z.infer<typeof auditEventSchema>;

/** How a file of events is written. */
export const auditFormats = ['csv', 'jsonl'] as const;
export type AuditFormat = (typeof auditFormats)[number];

/** How the formats are called in HTTP. */
export const auditContentTypes: Readonly<Record<AuditFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/x-ndjson; charset=utf-8',
};

/** Events that one file has at most. */
export const AUDIT_EXPORT_MAX = 10_000;

/** What the API answers to a search. */
export const auditPageSchema = z.object({
  events: z.array(auditEventSchema),
  nextCursor: z.string().nullable(),
});

/** One event, and the one that takes it back. */
export const foundAuditSchema = z.object({
  event: auditEventSchema,
  undoneBy: z.uuid().nullable().describe('The event that takes this one back.'),
});

/** See {@link foundAuditSchema}. */
export type FoundAudit = z.infer<typeof foundAuditSchema>;

/** What a file is asked by. */
export const auditExportSchema = auditFilterSchema.extend({
  format: z
    .enum(auditFormats)
    .default('csv')
    .describe('A table for spreadsheets, or one JSON object in each line.'),
});
