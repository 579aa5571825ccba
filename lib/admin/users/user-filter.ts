import { z } from 'zod';
import { planIds } from '@/lib/plans';

/**
 * How an account stands. `leaving` waits to be deleted because its person asked for that; `deleted` was deleted by an
 * admin and is not purged yet.
 */
export const userStatuses = ['active', 'suspended', 'leaving', 'deleted'] as const;
export type UserStatus = (typeof userStatuses)[number];

/** What the list can be sorted by: when they signed up, when they were last seen, their address. */
export const userSorts = ['created', 'seen', 'email'] as const;
export const sortOrders = ['desc', 'asc'] as const;

/** Characters that are searched for at most. */
export const SEARCH_MAX = 200;

// Text of what Stripe and people write, without what the database could not even compare.
const search = z
  .string()
  .transform((text) => text.replaceAll('\u0000', '').toWellFormed().trim())
  .pipe(z.string().max(SEARCH_MAX));

const yesOrNo = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);

/**
 * Which people. What is not named is not asked for. Days are UTC, and both ends belong to a range. Plan, payment and Stripe
 * customer are those of the organizations that somebody owns: of several plans the highest.
 */
export const userFilterSchema = z.object({
  q: search
    .optional()
    .describe(
      'Part of an address, a name, a Stripe customer id or the beginning of an id; several words are all to be found.',
    ),
  status: z.enum(userStatuses).optional(),
  plan: z.enum(planIds).optional().describe('The highest in force of the organizations that they own.'),
  verified: yesOrNo.optional().describe('Whether the address is confirmed.'),
  pastDue: yesOrNo.optional().describe('Whether an organization that they own owes a payment.'),
  createdFrom: z.iso.date().optional(),
  createdTo: z.iso.date().optional(),
  seenFrom: z.iso.date().optional(),
  seenTo: z.iso.date().optional(),
});

/** See {@link userFilterSchema}. */
export type UserFilter = z.output<typeof userFilterSchema>;

/** In which order the list is. */
export const userOrderSchema = z.object({
  sort: z.enum(userSorts).default('created'),
  order: z.enum(sortOrders).default('desc'),
});

/** See {@link userOrderSchema}. */
export type UserOrder = z.output<typeof userOrderSchema>;
