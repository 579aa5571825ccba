import { z } from 'zod';
import { text } from '@/lib/http/text';
import { planIds } from '@/lib/plans';
import { invitedRoles, roles } from './permissions';

/** What an organization is called. It stands in mails to strangers, where nothing in it may be taken for a link. */
const organizationName = text()
  .trim()
  .min(1, 'Enter a name.')
  .max(100, 'Use at most 100 characters.')
  .refine((name) => !/\p{Cc}|:\/\//u.test(name), 'A name has neither line breaks nor addresses in it.');

/** What makes a team. */
export const organizationInputSchema = z.strictObject({ name: organizationName });

/** What may be changed of an organization. */
export const organizationPatchSchema = z
  .strictObject({
    name: organizationName,
    requiresSecondFactor: z
      .boolean()
      .describe('Members must have a second factor to act in it. Turning it on takes one of your own.'),
  })
  .partial();

/** An organization as one of its members sees it. */
export const organizationSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(['personal', 'team']),
  role: z.enum(roles).describe('What you may do there.'),
  planId: z.enum(planIds),
  requiresSecondFactor: z.boolean(),
  createdAt: z.iso.datetime(),
});

/** Somebody who belongs to an organization. */
export const memberSchema = z.object({
  userId: z.uuid(),
  name: z.string().nullable(),
  email: z.string(),
  role: z.enum(roles),
  since: z.iso.datetime(),
});

/** Whom to invite, and as what. */
export const invitationInputSchema = z.strictObject({
  // As it is compared: without spaces around it, in lower case.
  email: z
    .string()
    .trim()
    .toLowerCase()
    .max(254, 'This is too long for an email address.')
    .pipe(z.email('Enter an email address, such as name@example.com.')),
  role: z.enum(invitedRoles),
});

/** An invitation that waits for an answer, or waited for too long. */
export const invitationSchema = z.object({
  id: z.uuid(),
  email: z.string(),
  role: z.enum(invitedRoles),
  state: z.enum(['open', 'expired']).describe('An open one holds a seat.'),
  invitedBy: z
    .string()
    .nullable()
    .describe('Name or address of who invited; null when that account is gone.'),
  createdAt: z.iso.datetime(),
  sentAt: z.iso.datetime().nullable().describe('When the last mail went out; null while it is on its way.'),
  expiresAt: z.iso.datetime(),
});

/** What the link of an invitation's mail carries: 256 bits in base64url. */
export const invitationTokenSchema = z
  .string()
  .regex(/^[\w-]{43}$/, 'This is not the link of an invitation.');

export type OrganizationInput = z.input<typeof organizationInputSchema>;
export type OrganizationPatch = z.input<typeof organizationPatchSchema>;
export type Organization = z.infer<typeof organizationSchema>;
export type Member = z.infer<typeof memberSchema>;
export type InvitationInput = z.input<typeof invitationInputSchema>;
export type Invitation = z.infer<typeof invitationSchema>;
