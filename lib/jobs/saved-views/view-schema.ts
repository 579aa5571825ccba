import { z } from 'zod';
import { text } from '@/lib/http/text';

/** Views that a person keeps in an organization at most. */
export const SAVED_VIEWS_MAX = 50;

const fields = z.strictObject({
  name: text().trim().min(1, 'Give the view a name').max(60, 'A name has at most 60 characters'),
  query: text().max(4_000, 'This is too much to keep: search for less'),
  isDefault: z.boolean(),
});

/** What a person keeps: a name, the query of the board's address, and whether it is what they come in to. */
export const viewInputSchema = fields.extend({ isDefault: z.boolean().default(false) });
/** See {@link viewInputSchema}. */
export type ViewInput = z.input<typeof viewInputSchema>;

/** Any part of it; what is absent stays as it is. */
export const viewPatchSchema = fields
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, 'Name at least one thing to change');
/** See {@link viewPatchSchema}. */
export type ViewPatch = z.input<typeof viewPatchSchema>;

/** A view that is kept. */
export type SavedView = { id: string; name: string; query: string; isDefault: boolean };
