import { z } from 'zod';
import { Prisma } from './generated/client';

/**
 * Whether an error says that the database could not serve us now, not that a query was wrong: not reached, no
 * connection to give, a lock or a statement that took too long.
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientInitializationError) return true;
  if (error instanceof Prisma.PrismaClientKnownRequestError) {
    const { kind = '', originalCode = '' } = driverCauseOf(error) ?? {};
    return unavailableCodes.has(error.code) || unavailableKinds.has(kind) || passingCodes.has(originalCode);
  }
  return error instanceof Error && 'code' in error && passingCodes.has(String(error.code));
}

/** Whether the database refused something because whoever asks may not do it. */
export function isNotAllowed(error: unknown): boolean {
  return (
    error instanceof Prisma.PrismaClientKnownRequestError && driverCauseOf(error)?.originalCode === '42501'
  );
}

/** What the driver said, with PostgreSQL's own code if it came so far; Prisma's code for raw SQL tells neither. */
function driverCauseOf({ meta }: Prisma.PrismaClientKnownRequestError) {
  return metaSchema.safeParse(meta).data?.driverAdapterError.cause;
}

const metaSchema = z.object({
  driverAdapterError: z.object({
    cause: z.object({ kind: z.string().optional(), originalCode: z.string().optional() }),
  }),
});

/** Prisma: cannot reach, timed out, connection closed, no connection from the pool, no transaction in time. */
const unavailableCodes = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037']);
/** The driver's names for the same. */
const unavailableKinds = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
]);
/** Node: no connection. PostgreSQL: shutting down, starting, full, lock not available, statement canceled by its time-out. */
const passingCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'ENOTFOUND',
  '57P01',
  '57P03',
  '53300',
  '55P03',
  '57014',
]);
