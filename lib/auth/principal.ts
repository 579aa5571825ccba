import type { MembershipRole } from '@/lib/db';
import type { PlanId } from '@/lib/plans';
import type { Scope } from './scopes';

/** Who a request acts as, and for which organization. Always read from the database, never from a token or a header. */
export type Principal = {
  userId: string;
  organizationId: string;
  role: MembershipRole;
  /** How it is known: `api_key` acts for the key's organization, with the role there of whoever made the key. */
  via: 'session' | 'api_key' | 'extension' | 'impersonation';
  /** Who really acts, where an admin acts as the user, and whether they may change anything. */
  impersonation?: { id: string; actorId: string; actorEmail: string; mayWrite: boolean };
  /** The session (`user_sessions`) or the API key (`api_keys`) that it is known by; null where none has an id. */
  credentialId: string | null;
  /** What the credential is good for within what the role allows; null for all of that. */
  scopes: readonly Scope[] | null;
  email: string;
  name: string | null;
  organizationName: string;
  /** What the organization's subscription gives right now. */
  planId: PlanId;
};
