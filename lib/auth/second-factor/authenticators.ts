import { asService, type Transaction } from '@/lib/db';

/** An authenticator app that a person enrolled at Supabase; it counts once a code of it was right. */
export type Authenticator = { id: string; isVerified: boolean; createdAt: Date };

/** The authenticator apps of a user, oldest first. Read from the database, so that nothing waits for Supabase. */
export function authenticatorsOf(userId: string): Promise<Authenticator[]> {
  return asService('auth.authenticators', (tx) => authenticatorsIn(tx, userId));
}

/** {@link authenticatorsOf} within a service transaction that asks more. */
export function authenticatorsIn(tx: Transaction, userId: string): Promise<Authenticator[]> {
  return tx.$queryRaw<Authenticator[]>`
    select id::text as id, is_verified as "isVerified", created_at as "createdAt"
    from app.authenticators_of(${userId}::uuid)`;
}
