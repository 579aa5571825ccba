import { z } from 'zod';
import { emulatorsIn, isLoopback } from './emulators';

/**
 * The environment, parsed once. The only reader of `process.env` in product code; `.env.example` explains each name.
 * Safe in the edge runtime.
 * @throws EnvironmentError whose message is one sentence per wrong variable.
 */
export function env(): Environment {
  cached ??= parseEnvironment(process.env);
  return cached;
}

let cached: Environment | undefined;

/**
 * Pure part of {@link env}.
 * @throws EnvironmentError when a variable is missing or wrong, or when a production build points at an emulator.
 */
export function parseEnvironment(source: Record<string, string | undefined>): Environment {
  const filled = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const result = schema.safeParse(filled);
  if (!result.success) {
    throw new EnvironmentError(
      result.error.issues.map((issue) => sentence(issue.path.join('.'), filled, issue.message)),
    );
  }
  const environment = result.data;
  const mayEmulate =
    environment.NODE_ENV !== 'production' ||
    (environment.FOOTHOLD_STACK === 'local' && isLoopback(environment.APP_URL));
  const emulators = emulatorsIn(environment);
  if (environment.NODE_ENV === 'production' && !statesEncryption(environment.DATABASE_URL)) {
    throw new EnvironmentError([
      'DATABASE_URL is wrong: for a database on another machine it must state its sslmode.',
    ]);
  }
  if (!mayEmulate && emulators.length > 0) {
    throw new EnvironmentError(
      emulators.map(
        (name) => `${name} points at a local emulator, and a production build does not start against one.`,
      ),
    );
  }
  return environment;
}

// Without the word the driver does not encrypt, and nobody would notice.
function statesEncryption(databaseUrl: string): boolean {
  return isLoopback(databaseUrl) || new URL(databaseUrl).searchParams.has('sslmode');
}

/** The environment is not usable; the message says why, one sentence a line, and names no value. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
  constructor(sentences: string[]) {
    super(
      [...sentences, 'See .env.example, or run `npm run local`, which needs no variable at all.'].join('\n'),
    );
  }
}

const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, 'must start with postgresql://');
const secret = z.string().min(16, 'must have 16 characters or more');
const flag = z
  .enum(['true', 'false'])
  .default('true')
  .transform((value) => value === 'true');

const schema = z.object({
  // The worker and the scripts are started without it on a deployment, and must be as strict there as Next is.
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  FOOTHOLD_STACK: z.enum(['local', 'hosted']).default('hosted'),
  APP_URL: z.url().transform((url) => url.replace(/\/+$/, '')),
  /** Proxies of our own that add to `X-Forwarded-For` before a request reaches Next. */
  TRUSTED_PROXIES: z.coerce.number().int().min(1).max(10).default(1),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  DATABASE_URL: postgresUrl,
  DATABASE_POOL_MAX: z.coerce.number().int().min(1).max(200).default(10),
  /** Customers that one process syncs at once after webhooks. */
  WEBHOOK_CONCURRENCY: z.coerce.number().int().min(1).max(50).default(3),
  SUPABASE_URL: z.url().transform((url) => url.replace(/\/+$/, '')),
  SUPABASE_PUBLISHABLE_KEY: z.string().min(10),
  SUPABASE_SECRET_KEY: z.string().min(10),
  UPSTASH_REDIS_REST_URL: z.url(),
  UPSTASH_REDIS_REST_TOKEN: z.string().min(1),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(sk|rk)_(test|live)_/, 'must start with sk_test_, sk_live_, rk_test_ or rk_live_'),
  STRIPE_WEBHOOK_SECRET: z.string().startsWith('whsec_'),
  /** Only for an emulator; unset means Stripe itself. */
  STRIPE_API_URL: z.url().optional(),
  RESEND_API_KEY: z.string().startsWith('re_'),
  MAIL_FROM: z
    .string()
    .regex(/^[^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>$|^[^\s<>@]+@[^\s<>@]+$/, 'must be an address'),
  /** Only for an emulator; unset means Resend itself. */
  RESEND_API_URL: z.url().optional(),
  GOOGLE_SIGN_IN_ENABLED: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
  /** Where chosen passwords are looked up among the breached ones. */
  PWNED_PASSWORDS_URL: z
    .literal('off')
    .or(z.url().transform((url) => url.replace(/\/+$/, '')))
    .default('https://api.pwnedpasswords.com'),
  STRIPE_TAX_ENABLED: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
  FF_BILLING_ENFORCEMENT_ENABLED: flag,
  FF_STRIPE_WEBHOOKS_ENABLED: flag,
  FF_PLAN_BASIC_ENABLED: flag,
  FF_PLAN_PRO_ENABLED: flag,
  FF_PLAN_TEAM_ENABLED: flag,
  FF_PLAN_ENTERPRISE_ENABLED: flag,
  /** Ids of the browser extensions that may sign in and call the API from their pages. */
  EXTENSION_IDS: z
    .string()
    .default('')
    .transform((list) => list.split(',').flatMap((id) => id.trim() || []))
    .pipe(z.array(z.string().regex(/^[a-p]{32}$/, 'must be ids of 32 letters a to p, with commas between'))),
  /** Unset means that nothing is traced. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
  /** Unset means that there are no metrics to be had. */
  METRICS_TOKEN: secret.optional(),
  WORKER_METRICS_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
  WORKER_METRICS_HOST: z.string().min(1).default('127.0.0.1'),
  /** Unset means that tasks are run by the worker alone. */
  CRON_SECRET: secret.optional(),
});

/** All variables, typed and with their defaults. */
export type Environment = z.infer<typeof schema>;

function sentence(name: string, source: Record<string, string | undefined>, message: string): string {
  return source[name] === undefined ? `${name} is missing.` : `${name} is wrong: ${message.toLowerCase()}.`;
}
