import { Pool, type PoolClient } from 'pg';

/** Something that runs a query: the pool, or the connection of an open transaction. */
export type Db = Pick<PoolClient, 'query'>;

/**
 * A pool whose connections may be cut at any time: the database may stop first, and then a connection that is idle, or
 * just being closed, has nobody else to hear its error.
 */
export function openPool(connectionString: string, max: number): Pool {
  const pool = new Pool({ connectionString, max });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Runs `work` in one transaction; whatever it throws rolls everything back. */
export async function inTransaction<T>(pool: Pool, work: (db: Db) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}
