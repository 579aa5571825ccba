import { createServerClient } from '@supabase/ssr';
import type { SupabaseClient } from '@supabase/supabase-js';
import { cookies } from 'next/headers';
import { env } from '@/lib/env';
import { sessionCookieOptions } from './session-cookie-options';
import { supabaseFetch } from './supabase-fetch';

/**
 * Supabase Auth for one server action or route handler, with the session of its cookies. Never ask it who is signed
 * in: `getPrincipal` verifies.
 */
export async function supabaseServer(): Promise<SupabaseClient> {
  const store = await cookies();
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY } = env();
  return createServerClient(SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, {
    global: { fetch: supabaseFetch },
    cookieOptions: sessionCookieOptions(),
    cookies: {
      getAll: () => store.getAll(),
      setAll: (writes) => {
        for (const { name, value, options } of writes) store.set(name, value, options);
      },
    },
  });
}
