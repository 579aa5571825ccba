import { PrismaPg } from '@prisma/adapter-pg';
import { env } from '@/lib/env';
import { type Prisma, PrismaClient } from './generated/client';

/** What the callbacks of `asTenant` and `asService` read and write through. */
export type Transaction = Prisma.TransactionClient;

/**
 * Which connections a transaction may use. `main` is everybody's. `slow` is for the few that wait for somebody
 * outside: they have connections of their own, so that however long they wait, nobody else runs out of them.
 */
export type Pool = 'main' | 'slow';

/** The client of a pool, one per process. Not exported from the room: every query belongs to a tenant or to a named service. */
export function client(pool: Pool = 'main'): PrismaClient {
  holder.footholdPrisma ??= {};
  holder.footholdPrisma[pool] ??= new PrismaClient({
    adapter: new PrismaPg(
      { connectionString: env().DATABASE_URL, max: connectionsMax[pool](), connectionTimeoutMillis: 10_000 },
      { onPoolError: () => {} },
    ),
  });
  return holder.footholdPrisma[pool];
}

/** Closes the pools, so that a process can end. The next query opens a new one. */
export async function disconnect(): Promise<void> {
  const clients = Object.values(holder.footholdPrisma ?? {});
  holder.footholdPrisma = undefined;
  await Promise.all(clients.map((each) => each.$disconnect()));
}

/** Milliseconds: how long a transaction may wait for a connection and how long it may last. */
export const transactionTimes: Record<Pool, { maxWait: number; timeout: number }> = {
  // Enough for a queue of short transactions behind one locked row.
  main: { maxWait: 10_000, timeout: 15_000 },
  // Enough for a few calls with their repeats.
  slow: { maxWait: 10_000, timeout: 60_000 },
};

const connectionsMax: Record<Pool, () => number> = {
  main: () => env().DATABASE_POOL_MAX,
  // One for each customer that is synced after webhooks, and some for everybody else who waits for Stripe meanwhile: the
  // comparison, what tells Stripe names and addresses, and requests.
  slow: () => env().WEBHOOK_CONCURRENCY + 3,
};

// Hot reload evaluates this module again; the pools must not multiply with it.
const holder = globalThis as typeof globalThis & {
  footholdPrisma?: Partial<Record<Pool, PrismaClient>> | undefined;
};
