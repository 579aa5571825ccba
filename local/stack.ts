import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { migrate } from '@/prisma/migrate';
import { type Emulated, emulatedBeside, localVariables, type Variables } from './environment';
import { googleProvider, startGoogle } from './google';
import { startMail } from './mail';
import { startPostgres } from './postgres';
import type { LocalProfile } from './profiles';
import type { LocalService } from './service';
import { step } from './steps.mjs';
import { startSupabase } from './supabase';
import { startUpstash } from './upstash';

/** A running local stack: the variables that point a process at it, and how to end it. */
export type LocalStack = {
  variables: Variables;
  emulated: Emulated;
  mailUrl: string;
  stop(): Promise<void>;
};

/**
 * Starts every service that `given` does not name, migrates the database and fills the catalogue's tables.
 * @param durable false trades safety against power cuts for speed; for tests
 * @param strict the Stripe emulator checks all it says and hears against the schemas of the installed SDK; for tests
 * @throws Error in a sentence; what had started is stopped again
 */
export async function startStack(
  profile: LocalProfile,
  { given, durable, strict }: { given: Variables; durable: boolean; strict: boolean },
): Promise<LocalStack> {
  const emulated = emulatedBeside(given);
  const variables: Variables = { ...localVariables(profile, emulated), ...given };
  const running: LocalService[] = [];
  const started = <T extends LocalService>(service: T): T => {
    running.push(service);
    return service;
  };
  const stop = async () => {
    for (const service of running.reverse()) await service.stop();
    running.length = 0;
  };
  const { ports } = profile;
  const folder = (name: string) => {
    const path = join(profile.dataDir, name);
    mkdirSync(path, { recursive: true });
    return path;
  };

  try {
    const mail = started(await startMail({ port: ports.mail, dataDir: folder('mail') }));
    if (emulated.database) {
      const postgres = started(
        await step('PostgreSQL', () =>
          startPostgres({ port: ports.postgres, dataDir: folder('postgres'), durable }),
        ),
      );
      variables.DIRECT_DATABASE_URL = `${postgres.ownerUrl}?schema=app`;
      const googleClient = { clientId: 'foothold.local', clientSecret: 'google_local_foothold' };
      const google = started(await startGoogle({ port: ports.google, ...googleClient }));
      await step('Supabase Auth and Storage', async () =>
        started(
          await startSupabase({
            port: ports.supabase,
            dataDir: folder('supabase'),
            ownerUrl: postgres.ownerUrl,
            mail: { url: mail.url },
            siteUrl: required(variables, 'APP_URL'),
            publishableKey: required(variables, 'SUPABASE_PUBLISHABLE_KEY'),
            secretKey: required(variables, 'SUPABASE_SECRET_KEY'),
            google: googleProvider(google.url, googleClient),
            // Whoever changes the address has shown the password, and the old one is told.
            bothMailboxesConfirm: false,
          }),
        ),
      );
    } else {
      variables.DIRECT_DATABASE_URL = required(given, 'DIRECT_DATABASE_URL');
    }
    await step('Redis behind the Upstash bridge', async () => {
      if (!emulated.upstash) return;
      const upstash = await startUpstash({
        port: ports.upstash,
        redisPort: ports.redis,
        dataDir: folder('redis'),
        token: required(variables, 'UPSTASH_REDIS_REST_TOKEN'),
        engine: 'auto',
      });
      started(upstash);
    });
    await step('Stripe emulator', async () => {
      if (!emulated.stripe) return;
      const { startStripe } = await import('./stripe');
      const stripe = await startStripe({
        port: ports.stripe,
        dataDir: folder('stripe'),
        secretKey: required(variables, 'STRIPE_SECRET_KEY'),
        webhook: {
          url: `${required(variables, 'APP_URL')}/api/billing/webhooks/stripe`,
          secret: required(variables, 'STRIPE_WEBHOOK_SECRET'),
        },
        strict,
      });
      started(stripe);
    });
    await step('Migrations', () =>
      migrate(required(variables, 'DIRECT_DATABASE_URL'), required(variables, 'DATABASE_URL')),
    );
    return { variables, emulated, mailUrl: mail.url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function required(variables: Variables, name: string): string {
  const value = variables[name];
  if (!value) throw new Error(`${name} is missing; .env.example says where to get it.`);
  return value;
}
