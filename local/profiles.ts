import { join } from 'node:path';

/**
 * Ports of one running copy of the stack. All are TCP on loopback, and all below 32768, where Linux begins to hand out
 * ports for outgoing connections: above it any program's connection could hold one of ours for a minute.
 */
export type LocalPorts = {
  app: number;
  postgres: number;
  supabase: number;
  upstash: number;
  /** The redis-server that stands behind the Upstash bridge. */
  redis: number;
  stripe: number;
  mail: number;
  google: number;
};

/** One copy of the local stack: its own ports and its own folder, so that tests never touch a developer's data. */
export type LocalProfile = { name: 'dev' | 'test'; dataDir: string; ports: LocalPorts };

const root = process.cwd();

/** What `npm run local` and `npm run dev` use. */
export const devProfile: LocalProfile = {
  name: 'dev',
  dataDir: join(root, '.local', 'dev'),
  ports: {
    app: 3000,
    postgres: 24320,
    supabase: 24321,
    upstash: 24322,
    redis: 24323,
    stripe: 24324,
    mail: 24325,
    google: 24326,
  },
};

const ordinaryTestProfile: LocalProfile = {
  name: 'test',
  dataDir: join(root, '.local', 'test'),
  ports: {
    app: 3100,
    postgres: 24420,
    supabase: 24421,
    upstash: 24422,
    redis: 24423,
    stripe: 24424,
    mail: 24425,
    google: 24426,
  },
};

/** The same profile with the app on another port and every service beside it. @throws Error for what is no port */
export function onPort(profile: LocalProfile, port: string): LocalProfile {
  const app = Number(port);
  if (!Number.isInteger(app) || app < 1024 || app > 65_000)
    throw new Error(`${port} is no port between 1024 and 65000.`);
  const ports = {
    app,
    postgres: app + 1,
    supabase: app + 2,
    upstash: app + 3,
    redis: app + 4,
    stripe: app + 5,
    mail: app + 6,
    google: app + 7,
  };
  return { ...profile, ports };
}

/** What `npm test` uses; always started empty. `FOOTHOLD_TEST_PORT` moves it, for two checkouts on one machine. */
export const testProfile = process.env.FOOTHOLD_TEST_PORT
  ? onPort(ordinaryTestProfile, process.env.FOOTHOLD_TEST_PORT)
  : ordinaryTestProfile;
