import type { MembershipRole } from '@/lib/db';
import type { PlanId } from '@/lib/plans';

/** Who a request acts as, and for which organization. Always read from the database, never from a token or a header. */
export type Principal = {
  userId: string;
  organizationId: string;
  role: MembershipRole;
  via: 'session';
  email: string;
  name: string | null;
  organizationName: string;
  /** What the organization's subscription gives right now. */
  planId: PlanId;
};
