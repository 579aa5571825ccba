/** The variables that can point at an emulator. */
type Pointers = {
  SUPABASE_URL: string;
  SUPABASE_SECRET_KEY: string;
  UPSTASH_REDIS_REST_URL: string;
  STRIPE_SECRET_KEY: string;
  STRIPE_API_URL?: string | undefined;
};

/** Part of every key that the local stack hands out, so that a leaked one is recognised. */
export const LOCAL_KEY_MARK = '_local_';

/** Names of the variables that point at an emulator. A database on this machine is no emulator and not among them. */
export function emulatorsIn(environment: Pointers): (keyof Pointers)[] {
  const found: (keyof Pointers)[] = [];
  if (isLoopback(environment.SUPABASE_URL)) found.push('SUPABASE_URL');
  if (environment.SUPABASE_SECRET_KEY.includes(LOCAL_KEY_MARK)) found.push('SUPABASE_SECRET_KEY');
  if (isLoopback(environment.UPSTASH_REDIS_REST_URL)) found.push('UPSTASH_REDIS_REST_URL');
  if (environment.STRIPE_SECRET_KEY.includes(LOCAL_KEY_MARK)) found.push('STRIPE_SECRET_KEY');
  if (environment.STRIPE_API_URL !== undefined) found.push('STRIPE_API_URL');
  return found;
}

/** Whether a URL names this very machine. */
export function isLoopback(url: string): boolean {
  const host = new URL(url).hostname;
  return host === 'localhost' || host === '[::1]' || /^127\./.test(host);
}
