import { Client } from 'pg';
import { totpCode, totpStep } from '../supabase/auth/totp';

/**
 * What the demo admin's authenticator app holds. Known to everybody, as the passwords of the demo are, so that the console
 * can be reached; it is written into the local stack alone.
 */
export const demoSecret = 'FOOTHOLDDEMOADMINAUTHENTICATOR23';

/** What the app shows at a moment, and for how many seconds. */
export function demoCode(milliseconds: number): { code: string; seconds: number } {
  const step = totpStep(milliseconds);
  return {
    code: totpCode(demoSecret, step),
    seconds: Math.ceil(((step + 1) * 30_000 - milliseconds) / 1000),
  };
}

/** Gives the demo admin the app as second factor, unless there is one. The console lets nobody in without. */
export async function giveAuthenticator(ownerUrl: string, userId: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl.split('?')[0] });
  await client.connect();
  try {
    await client.query(
      `insert into auth.mfa_factors (id, user_id, friendly_name, factor_type, status, secret, created_at, updated_at)
       select gen_random_uuid(), $1, 'Demo', 'totp', 'verified', $2, now(), now()
       where not exists (select from auth.mfa_factors f where f.user_id = $1 and f.status = 'verified')`,
      [userId, demoSecret],
    );
  } finally {
    await client.end();
  }
}
