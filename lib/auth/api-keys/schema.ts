import { z } from 'zod';
import { text } from '@/lib/http/text';
import { scopes } from '../scopes';

/** Days for which a replaced key can go on working at most. */
export const OVERLAP_DAYS_MAX = 7;

/** What became of a key that is shown. */
export const keyStates = ['active', 'replaced', 'expired', 'inactive'] as const;

/** An API key as it may be shown: never the key itself. */
export const apiKeySchema = z.object({
  id: z.uuid(),
  name: z.string(),
  hint: z.string().describe('How the key begins, and its last four characters. The rest is not kept.'),
  scopes: z.array(z.enum(scopes)),
  state: z
    .enum(keyStates)
    .describe(
      '`replaced` works beside its successor until `expiresAt`; `inactive` works no more because whoever made it is suspended or not a member any more.',
    ),
  createdBy: z
    .object({ id: z.uuid(), name: z.string().nullable(), email: z.string() })
    .nullable()
    .describe('As whom it acts; null when the account is gone.'),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable().describe('Null for a key that does not end by itself.'),
  lastUsedAt: z.iso.datetime().nullable().describe('Exact to a minute.'),
  replacedBy: z.uuid().nullable().describe('The key that takes its place.'),
});

/** See {@link apiKeySchema}. */
export type ApiKey = z.infer<typeof apiKeySchema>;

const name = text().trim().min(1, 'Give it a name').max(100);
const expiresAt = z.iso.datetime({ offset: true }).nullable();

/** What a new key is made of. */
export const apiKeyInputSchema = z.strictObject({
  name,
  scopes: z
    .array(z.enum(scopes))
    .min(1, 'Choose at least one')
    .transform((given) => scopes.filter((scope) => given.includes(scope))),
  expiresAt: expiresAt
    .default(null)
    .describe('When it ends by itself: within five years, or null for never.'),
});

/** See {@link apiKeyInputSchema}. */
export type ApiKeyInput = z.input<typeof apiKeyInputSchema>;

/** What of a key can be changed. Not its scopes: whoever relies on a key must be able to rely on what it may do. */
export const apiKeyPatchSchema = z.strictObject({ name });

/** See {@link apiKeyPatchSchema}. */
export type ApiKeyPatch = z.input<typeof apiKeyPatchSchema>;

/** How a key is replaced by another. */
export const rotationSchema = z.strictObject({
  overlapDays: z
    .int()
    .min(0)
    .max(OVERLAP_DAYS_MAX)
    .default(1)
    .describe('For how many days the old key goes on working beside the new one; 0 ends it at once.'),
  expiresAt: expiresAt
    .optional()
    .describe('When the new key ends by itself; left out, it lives as long as the old one was made to.'),
});

/** See {@link rotationSchema}. */
export type Rotation = z.input<typeof rotationSchema>;
