import { supabaseAdmin } from '../supabase-admin';
import { authProblem } from './auth-problem';

/**
 * Deletes a user at Supabase, and with it the row here and the personal organization, which hang on it. One that is gone
 * already is as good as deleted.
 * @throws ProblemError 503 when Supabase does not answer
 */
export async function deleteAuthUser(userId: string): Promise<void> {
  const { error } = await supabaseAdmin().auth.admin.deleteUser(userId);
  if (error && error.status !== 404) throw authProblem(error);
}
