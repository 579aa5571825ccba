import { z } from 'zod';
import { Prisma } from '@/lib/db';
import { type PlanId, planIds } from '@/lib/plans';
import { isOwing, planOf } from './user-conditions';
import { type UserStatus, userStatuses } from './user-filter';

/** A person as the list has them. */
export const listedUserSchema = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string().nullable(),
  status: z.enum(userStatuses),
  isAdmin: z.boolean().describe('Whether they run the platform.'),
  verifiedAt: z.iso.datetime().nullable().describe('When the address was confirmed.'),
  plan: z.enum(planIds).describe('The highest in force of the organizations that they own.'),
  pastDue: z.boolean().describe('Whether an organization that they own owes a payment.'),
  stripeCustomerId: z
    .string()
    .nullable()
    .describe('Of the organizations that they own, the personal one first.'),
  organizations: z.int().describe('How many they belong to, the personal one included.'),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime().nullable().describe('To five minutes.'),
  formerEmail: z.string().nullable().describe('What the address was, of an account that an admin deleted.'),
});

/** See {@link listedUserSchema}. */
export type ListedUser = z.infer<typeof listedUserSchema>;

/** What SQL reads of a row `u` of app.users for {@link ListedUser}; for a page of them, not for everybody. */
export const listedColumns = Prisma.sql`
  u.id::text as id, u.email, u.name, u.former_email as "formerEmail",
  case when u.status = 'active' and u.deletion_due_at is not null then 'leaving' else u.status::text end as status,
  u.platform_role = 'superadmin' as "isAdmin", u.email_confirmed_at as "verifiedAt",
  u.created_at as "createdAt", u.last_seen_at as "lastSeenAt",
  (${planOf})::text as plan,
  ${isOwing} as "pastDue",
  (select o.stripe_customer_id from app.memberships m join app.organizations o on o.id = m.organization_id
   where m.user_id = u.id and m.role = 'owner' and o.stripe_customer_id is not null
   order by o.id = u.id desc, o.id limit 1) as "stripeCustomerId",
  (select count(*)::integer from app.memberships m where m.user_id = u.id) as organizations`;

/** A row as {@link listedColumns} reads it. */
export type ListedRow = {
  id: string;
  email: string;
  name: string | null;
  formerEmail: string | null;
  status: UserStatus;
  isAdmin: boolean;
  verifiedAt: Date | null;
  createdAt: Date;
  lastSeenAt: Date | null;
  plan: PlanId | null;
  pastDue: boolean;
  stripeCustomerId: string | null;
  organizations: number;
};

/** A row as the API and the page have it. Who owns nothing any more, while an account is taken apart, is on Free. */
export function toListedUser({ verifiedAt, createdAt, lastSeenAt, plan, ...row }: ListedRow): ListedUser {
  const { id, email, name, status, isAdmin, pastDue, stripeCustomerId, organizations, formerEmail } = row;
  return {
    id,
    email,
    name,
    status,
    isAdmin,
    verifiedAt: verifiedAt?.toISOString() ?? null,
    plan: plan ?? 'free',
    pastDue,
    stripeCustomerId,
    organizations,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
    formerEmail,
  };
}
