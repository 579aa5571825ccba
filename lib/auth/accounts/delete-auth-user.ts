import { createClient } from '@supabase/supabase-js';
import { env } from '@/lib/env';
import { supabaseFetch } from '../supabase-fetch';
import { authProblem } from './auth-problem';

/**
 * Deletes a user at Supabase, and with it the row here and the personal organization, which hang on it. One that is gone
 * already is as good as deleted.
 * @throws ProblemError 503 when Supabase does not answer
 */
export async function deleteAuthUser(userId: string): Promise<void> {
  const { SUPABASE_URL, SUPABASE_SECRET_KEY } = env();
  const client = createClient(SUPABASE_URL, SUPABASE_SECRET_KEY, {
    auth: { persistSession: false, autoRefreshToken: false },
    global: { fetch: supabaseFetch },
  });
  const { error } = await client.auth.admin.deleteUser(userId);
  if (error && error.status !== 404) throw authProblem(error);
}
