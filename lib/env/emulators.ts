/** The variables that can point at an emulator. */
type Pointers = {
  SUPABASE_URL: string;
  SUPABASE_PUBLISHABLE_KEY: string;
  SUPABASE_SECRET_KEY: string;
  UPSTASH_REDIS_REST_URL: string;
  UPSTASH_REDIS_REST_TOKEN: string;
  STRIPE_SECRET_KEY: string;
  STRIPE_WEBHOOK_SECRET: string;
  STRIPE_API_URL?: string | undefined;
  RESEND_API_KEY: string;
  RESEND_API_URL?: string | undefined;
};

// Part of every key that the local stack hands out. All of them are public, so with one of them a deployment would
// believe anyone: a webhook, for example, that a stranger has signed.
const LOCAL_KEY_MARK = '_local_';
const keys = [
  'SUPABASE_PUBLISHABLE_KEY',
  'SUPABASE_SECRET_KEY',
  'UPSTASH_REDIS_REST_TOKEN',
  'STRIPE_SECRET_KEY',
  'STRIPE_WEBHOOK_SECRET',
] as const;

/** Names of the variables that point at an emulator. A database on this machine is no emulator and not among them. */
export function emulatorsIn(environment: Pointers): (keyof Pointers)[] {
  const found: (keyof Pointers)[] = keys.filter((name) => environment[name].includes(LOCAL_KEY_MARK));
  if (isLoopback(environment.SUPABASE_URL)) found.push('SUPABASE_URL');
  if (isLoopback(environment.UPSTASH_REDIS_REST_URL)) found.push('UPSTASH_REDIS_REST_URL');
  if (environment.STRIPE_API_URL !== undefined) found.push('STRIPE_API_URL');
  if (environment.RESEND_API_KEY.includes(LOCAL_KEY_MARK)) found.push('RESEND_API_KEY');
  if (environment.RESEND_API_URL !== undefined) found.push('RESEND_API_URL');
  return found;
}

/** Whether a URL names this very machine. */
export function isLoopback(url: string): boolean {
  const host = new URL(url).hostname;
  return host === 'localhost' || host === '[::1]' || /^127\./.test(host);
}
