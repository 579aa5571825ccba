import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { env } from '@/lib/env';
import { supabaseFetch } from './supabase-fetch';

/** Supabase Auth with the secret key, which may do everything. It holds no session, whoever asks. */
export function supabaseAdmin(): SupabaseClient {
  const { SUPABASE_URL, SUPABASE_SECRET_KEY } = env();
  known ??= createClient(SUPABASE_URL, SUPABASE_SECRET_KEY, {
    global: { fetch: supabaseFetch },
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  });
  return known;
}

let known: SupabaseClient | undefined;
