import { Pool } from 'pg';
import { type Figures, figuresOf } from './figures';

/**
 * Inserts the same events into a copy of the table by nothing but the driver, one statement each, as many at a time as
 * the burst: what this database can do at best, to hold the app's own figures against.
 * @param ownerUrl connection of the role that owns the schema
 */
export async function rawInserts(
  ownerUrl: string,
  events: readonly string[],
  concurrency: number,
): Promise<Figures> {
  const pool = new Pool({ connectionString: ownerUrl, max: concurrency });
  try {
    await pool.query('drop table if exists public.bench_events');
    await pool.query('create table public.bench_events (like app.webhook_events including all)');
    await pool.query('select 1');
    const waitedMs: number[] = [];
    const waiting = [...events];
    const lane = async () => {
      for (let payload = waiting.shift(); payload !== undefined; payload = waiting.shift()) {
        const began = performance.now();
        await pool.query(
          `insert into public.bench_events (id, type, livemode, payload, occurred_at)
           values ($1, 'bench', false, $2::jsonb, now()) on conflict (id) do nothing`,
          [crypto.randomUUID(), payload],
        );
        waitedMs.push(performance.now() - began);
      }
    };
    const began = performance.now();
    await Promise.all(Array.from({ length: concurrency }, lane));
    const figures = figuresOf(waitedMs, performance.now() - began);
    await pool.query('drop table public.bench_events');
    return figures;
  } finally {
    await pool.end();
  }
}
