import { z } from 'zod';
import { apiKeySchema, sessionSchema } from '@/lib/auth/endpoints';
import { subscriptionSchema } from '@/lib/billing';
import { planIds } from '@/lib/plans';
import { quotaSchema } from '@/lib/usage';

const instant = z.iso.datetime();
const roles = ['owner', 'admin', 'member', 'viewer'] as const;

/** Whose account it is and how it stands. */
export const accountUserSchema = z.object({
  id: z.uuid(),
  email: z.string().describe('Empty for a deleted account, whose address is free again.'),
  formerEmail: z.string().nullable().describe('What the address was, of an account that an admin deleted.'),
  name: z.string().nullable(),
  status: z.enum(['active', 'suspended', 'deleted']),
  platformRole: z.enum(['user', 'superadmin']),
  emailConfirmedAt: instant.nullable(),
  createdAt: instant,
  lastSeenAt: instant.nullable().describe('Exact to five minutes.'),
  deletionDueAt: instant
    .nullable()
    .describe('When it will be deleted for good, because its person or an admin wants that.'),
  organizationId: z.uuid().describe('For which organization the person acts at the moment.'),
  hasSecondFactor: z.boolean(),
  hasPassword: z.boolean(),
  googleEmail: z.string().nullable().describe('Of the Google account that opens it; null without one.'),
});
/** See {@link accountUserSchema}. */
export type AccountUser = z.infer<typeof accountUserSchema>;

/** An organization of the person, and how its money stands. */
export const accountOrganizationSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(['personal', 'team']),
  role: z.enum(roles),
  planId: z.enum(planIds),
  members: z.int(),
  otherOwners: z.int().describe('How many owners it has beside the person.'),
  stripeCustomerId: z.string().nullable(),
  syncedAt: instant.nullable().describe('When something of it was last fetched from Stripe.'),
  drift: z
    .object({
      foundAt: instant,
      objectId: z.string(),
      field: z.string(),
      ours: z.string().nullable(),
      theirs: z.string().nullable(),
      repaired: z.boolean(),
    })
    .nullable()
    .describe('The last thing in which it differed from Stripe; null when nothing ever did.'),
});
/** See {@link accountOrganizationSchema}. */
export type AccountOrganization = z.infer<typeof accountOrganizationSchema>;

/** A note about the person, for admins alone. */
export const noteSchema = z.object({
  id: z.uuid(),
  body: z.string(),
  authorEmail: z.string(),
  createdAt: instant,
});
/** See {@link noteSchema}. */
export type Note = z.infer<typeof noteSchema>;

const at = instant.describe('When it happened.');

/** Something that happened to the account, by it or about it. */
export const accountEventSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('audit'),
    id: z.uuid(),
    at,
    action: z.string(),
    actorEmail: z.string().nullable(),
    via: z.string(),
    byPerson: z.boolean().describe('Whether the person of the account did it.'),
    target: z.string().nullable().describe('What it was done to, where that is not the account itself.'),
    reason: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('webhook'),
    id: z.string(),
    at,
    type: z.string(),
    status: z.enum(['received', 'processed', 'failed', 'dead']),
    attempts: z.int(),
    error: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('mail'),
    id: z.string(),
    at,
    about: z.enum(['account', 'billing', 'organization']),
    type: z.string(),
    sentAt: instant.nullable(),
    attempts: z.int(),
    error: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('run'),
    id: z.string(),
    at: instant.describe('The minute in which they were counted.'),
    quantity: z.int().describe('How many runs of the organization counted in that minute.'),
    organization: z.string(),
  }),
]);
/** See {@link accountEventSchema}. */
export type AccountEvent = z.infer<typeof accountEventSchema>;

/** Kinds of events, which one can be asked for. */
export const eventKinds = ['audit', 'webhook', 'mail', 'run'] as const;
/** See {@link eventKinds}. */
export type EventKind = (typeof eventKinds)[number];

/** Everything that there is to know about an account at a glance. */
export const accountSchema = z.object({
  user: accountUserSchema,
  organizations: z.array(accountOrganizationSchema).describe('The personal one first.'),
  organizationId: z.uuid().describe('The organization that subscription and quotas are of.'),
  subscription: subscriptionSchema.nullable(),
  quotas: z.array(quotaSchema),
  sessions: z.array(sessionSchema),
  apiKeys: z.array(apiKeySchema.extend({ organization: z.object({ id: z.uuid(), name: z.string() }) })),
  notes: z.array(noteSchema).describe('Newest first.'),
  events: z.array(accountEventSchema).describe('The newest, newest first.'),
});
/** See {@link accountSchema}. */
export type Account = z.infer<typeof accountSchema>;
