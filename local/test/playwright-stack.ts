import { rmSync } from 'node:fs';
import { startApp } from '../app';
import { buildApp, generateClient } from '../build';
import { requireFreePorts } from '../ports';
import { testProfile } from '../profiles';
import { startStack } from '../stack';
import { deleteTestAccounts, requireNoOtherAccounts } from './project-accounts';
import { projectIn, supabaseTarget } from './supabase-target';

/**
 * Starts an empty local stack with the production build and the worker on it, beside a Supabase project where one was
 * named. Tests find it through the environment.
 */
export default async function setup(): Promise<() => Promise<void>> {
  await requireFreePorts(testProfile.ports);
  rmSync(testProfile.dataDir, { recursive: true, force: true });
  await generateClient();
  const project =
    supabaseTarget() === 'project' ? projectIn(process.env, process.env.SUPABASE_URL ?? '') : {};
  const stack = await startStack(testProfile, { given: project, durable: false, strict: true });
  try {
    if (project.DIRECT_DATABASE_URL) await requireNoOtherAccounts(project.DIRECT_DATABASE_URL);
    Object.assign(process.env, stack.variables, { MAIL_URL: stack.mailUrl });
    const { seed } = await import('@/prisma/seed');
    const { pushCatalogue } = await import('@/lib/billing');
    await seed();
    await pushCatalogue();
    await buildApp();
    const app = await startApp(testProfile, stack.variables, 'start');
    return async () => {
      await app.stop();
      if (project.DIRECT_DATABASE_URL) await deleteTestAccounts(project.DIRECT_DATABASE_URL);
      await stack.stop();
    };
  } catch (error) {
    await stack.stop();
    throw error;
  }
}
