import { asService } from '@/lib/db';

/** How a person can sign in. A link by mail is always one more, and the way back when nothing else is left. */
export type SignInMethods = {
  hasPassword: boolean;
  /** The Google account that is connected: Supabase's id of it, and the address that it had when it was last used. */
  google: { identityId: string; email: string | null } | null;
  /** How many identities Supabase has of the person; it never gives up the last one. */
  identities: number;
};

/** Reads them from Supabase's tables: nothing else says whether there is a password. */
export async function signInMethods(userId: string): Promise<SignInMethods> {
  const [row] = await asService(
    'auth.sign-in-methods',
    (tx) => tx.$queryRaw<Row[]>`
      select has_password as "hasPassword", identities, google_identity_id::text as "googleIdentityId",
        google_email as "googleEmail"
      from app.sign_in_methods(${userId}::uuid)`,
  );
  if (!row) return { hasPassword: false, google: null, identities: 0 };
  const { hasPassword, identities, googleIdentityId, googleEmail } = row;
  return {
    hasPassword,
    identities,
    google: googleIdentityId === null ? null : { identityId: googleIdentityId, email: googleEmail },
  };
}

type Row = {
  hasPassword: boolean;
  identities: number;
  googleIdentityId: string | null;
  googleEmail: string | null;
};
