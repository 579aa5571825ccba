import type { SupabaseClient } from '@supabase/supabase-js';
import { logger } from '@/lib/observability';

/**
 * Ends the session of an access token at Supabase. Never fails: the caller removes the cookie whatever happens here,
 * so that signing out works while Supabase does not.
 */
export async function endSession(client: SupabaseClient, accessToken: string): Promise<void> {
  const { error } = await client.auth.admin.signOut(accessToken, 'local');
  if (error) logger.warn({ code: error.code, status: error.status }, 'session was not ended at Supabase');
}
