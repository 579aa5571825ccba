import { z } from 'zod';
import { storable, text } from '@/lib/http/text';
import { optionalText, webAddress } from '../optional-text';

/** How many contacts a job keeps. */
export const CONTACTS_MAX = 100;

/** What a person enters for somebody to talk to about a job. */
export const contactInputSchema = z.strictObject({
  name: text().trim().min(1, 'Enter a name').max(200),
  role: optionalText(text().trim().max(200)).describe('What they are there, such as a recruiter.'),
  email: z
    .union([
      z.null(),
      z.literal('').transform(() => null),
      storable(z.email('Enter an email address such as name@example.com').max(320)),
    ])
    .optional(),
  phone: optionalText(text().trim().max(50)),
  url: z.union([z.null(), z.literal('').transform(() => null), webAddress]).optional(),
  notes: optionalText(text().trim().max(5_000)),
});
/** See {@link contactInputSchema}. */
export type ContactInput = z.input<typeof contactInputSchema>;

/** Any part of a contact; what is absent stays as it is. */
export const contactPatchSchema = contactInputSchema
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, 'Name at least one field to change');
/** See {@link contactPatchSchema}. */
export type ContactPatch = z.input<typeof contactPatchSchema>;

/** A contact as the API tells it. */
export const contactSchema = z.object({
  id: z.uuid(),
  jobId: z.uuid(),
  name: z.string(),
  role: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  url: z.string().nullable(),
  notes: z.string().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
/** See {@link contactSchema}. */
export type Contact = z.infer<typeof contactSchema>;
