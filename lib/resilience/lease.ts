import { asService } from '@/lib/db';
import { logger } from '@/lib/observability';

/** What came of asking for a lease: the result of the work, or nothing because another process has it. */
export type Leased<T> = { held: true; result: T } | { held: false };

/**
 * Runs `work` unless work of that name is running already, in this or any other process. While it runs the lease is
 * renewed; when its process dies the lease ends by itself within a minute.
 * A process that was stopped for longer than that and goes on runs beside its successor: what a lease guards must do no
 * harm then.
 * @throws whatever `work` or the database throws
 */
export async function underLease<T>(
  name: string,
  work: () => Promise<T>,
  { leaseMs = 60_000 }: { leaseMs?: number } = {},
): Promise<Leased<T>> {
  const lease = { name, holder: crypto.randomUUID(), leaseMs };
  if (!(await take(lease))) return { held: false };
  const renewing = setInterval(() => {
    take(lease).then(
      (isOurs) =>
        isOurs || logger.error({ lease: name }, 'another process has taken over the work of this one'),
      (err: unknown) => logger.warn({ err, lease: name }, 'the lease could not be renewed'),
    );
  }, leaseMs / 3);
  try {
    return { held: true, result: await work() };
  } finally {
    clearInterval(renewing);
    // What cannot be given back ends by itself.
    await giveBack(lease).catch((err: unknown) => logger.warn({ err, lease: name }, 'lease not given back'));
  }
}

type Lease = { name: string; holder: string; leaseMs: number };

/** Takes a free lease, or renews the own one. By the clock of the database, the only one that all share. */
function take({ name, holder, leaseMs }: Lease): Promise<boolean> {
  return asService('resilience.lease', async (tx) => {
    const taken = await tx.$executeRaw`
      insert into app.task_leases as lease (name, holder, expires_at)
      values (${name}, ${holder}::uuid, now() + make_interval(secs => ${leaseMs / 1000}))
      on conflict (name) do update set holder = excluded.holder, expires_at = excluded.expires_at
      where lease.holder = excluded.holder or lease.expires_at < now()`;
    return taken > 0;
  });
}

async function giveBack({ name, holder }: Lease): Promise<void> {
  await asService(
    'resilience.lease',
    (tx) => tx.$executeRaw`delete from app.task_leases where name = ${name} and holder = ${holder}::uuid`,
  );
}
