import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import type { LocalProfile } from './profiles';
import { LOOPBACK } from './service';

/** Names and values as a process gets them. */
export type Variables = Record<string, string>;

/**
 * Id of the extension as it is loaded unpacked: Chrome derives it from the `key` in its manifest, which is that of
 * e2e/support/extension/manifest.json.
 */
const LOCAL_EXTENSION_ID = 'lmlkmfkedjcfoljocjikogiopdlhkgli';

/** Which services the local stack stands in for; the others are real ones that the environment names. */
export type Emulated = { database: boolean; upstash: boolean; stripe: boolean; mail: boolean };

/** What the developer set: the process's own variables over `.env.local` over `.env`. */
export function givenVariables(): Variables {
  const files = ['.env', '.env.local'].filter((name) => existsSync(name));
  const fromFiles = files.map((name) => parseEnv(readFileSync(name, 'utf8')) as Variables);
  const all: Variables = Object.assign({}, ...fromFiles, process.env);
  // An empty value is no value, here as in lib/env: a copied .env.example changes nothing.
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}

/**
 * What is emulated beside these variables: everything that they do not name.
 * @throws Error in a sentence when half of a service is named
 */
export function emulatedBeside(given: Variables): Emulated {
  const database = !wholeGroup(given, [
    'DATABASE_URL',
    'SUPABASE_URL',
    'SUPABASE_PUBLISHABLE_KEY',
    'SUPABASE_SECRET_KEY',
  ]);
  const upstash = !wholeGroup(given, ['UPSTASH_REDIS_REST_URL', 'UPSTASH_REDIS_REST_TOKEN']);
  const stripe = !wholeGroup(given, ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET']);
  const mail = !wholeGroup(given, ['RESEND_API_KEY', 'MAIL_FROM']);
  return { database, upstash, stripe, mail };
}

/** Values of the local stack for all that is emulated, and for what a local run needs besides. */
export function localVariables(profile: LocalProfile, emulated: Emulated): Variables {
  const { ports } = profile;
  return {
    FOOTHOLD_STACK: 'local',
    APP_URL: `http://localhost:${ports.app}`,
    EXTENSION_IDS: LOCAL_EXTENSION_ID,
    // Nothing here needs the network.
    PWNED_PASSWORDS_URL: 'off',
    ...(emulated.database && {
      DATABASE_URL: `postgresql://foothold_app:foothold_local_app@${LOOPBACK}:${ports.postgres}/foothold`,
      SUPABASE_URL: `http://${LOOPBACK}:${ports.supabase}`,
      SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_local_foothold',
      SUPABASE_SECRET_KEY: 'sb_secret_local_foothold',
      GOOGLE_SIGN_IN_ENABLED: 'true',
    }),
    ...(emulated.upstash && {
      UPSTASH_REDIS_REST_URL: `http://${LOOPBACK}:${ports.upstash}`,
      UPSTASH_REDIS_REST_TOKEN: 'upstash_local_foothold',
    }),
    ...(emulated.stripe && {
      STRIPE_API_URL: `http://${LOOPBACK}:${ports.stripe}`,
      STRIPE_SECRET_KEY: 'sk_test_local_foothold',
      STRIPE_WEBHOOK_SECRET: 'whsec_local_foothold',
    }),
    ...(emulated.mail && {
      RESEND_API_URL: `http://${LOOPBACK}:${ports.mail}`,
      RESEND_API_KEY: 're_local_foothold',
      MAIL_FROM: 'Foothold <billing@foothold.local>',
    }),
  };
}

function wholeGroup(given: Variables, names: string[]): boolean {
  const missing = names.filter((name) => !given[name]);
  if (missing.length === names.length) return false;
  if (missing.length === 0) return true;
  const named = names.filter((name) => given[name]);
  throw new Error(
    `${named.join(', ')} is set, and then ${missing.join(', ')} must be set too; unset all for the local stack.`,
  );
}
