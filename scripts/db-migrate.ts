import './unknown-webhook-secret';
import { migrate } from '@/prisma/migrate';

/** `npm run db:migrate`: applies the migrations, then fills the catalogue's tables. Safe to run again. */
const { DIRECT_DATABASE_URL, DATABASE_URL } = process.env;
try {
  if (!DIRECT_DATABASE_URL)
    throw new Error('DIRECT_DATABASE_URL is missing: the connection of the role that owns the schema.');
  if (!DATABASE_URL) throw new Error('DATABASE_URL is missing: the connection that the application uses.');
  const { applied } = await migrate(DIRECT_DATABASE_URL, DATABASE_URL);
  const { seed } = await import('@/prisma/seed');
  const { disconnect } = await import('@/lib/db');
  await seed();
  await disconnect();
  console.log(applied.length > 0 ? `Applied ${applied.join(', ')}.` : 'Nothing to apply.');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
