import { Prisma } from '@/lib/db';
import { env } from '@/lib/env';
import type { Flag } from './flags';

/**
 * Whether a flag is on, as an expression within a statement: for what is decided in the database, where a switch holds
 * from its commit on. Elsewhere, `isOn`.
 */
export function flagInForce(flag: Flag): Prisma.Sql {
  return Prisma.sql`app.is_flag_on(${flag}, ${env()[flag]}::boolean)`;
}
