import { afterAll, describe, expect, it } from 'vitest';
import { asService, disconnect } from '.';
import { isDatabaseUnavailable } from './errors';

afterAll(disconnect);

const thrownBy = (work: Promise<unknown>) => work.then(() => undefined).catch((error: unknown) => error);

describe('isDatabaseUnavailable', () => {
  it('knows a lock that was not to be had in time, asked for in SQL or by a model', async () => {
    const key = `test:${crypto.randomUUID()}`;
    const { id } = await asService('test.organization', (tx) =>
      tx.organization.create({ data: { name: 'Locked', kind: 'team' } }),
    );
    await asService('test.hold', async (tx) => {
      await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
      await tx.$executeRaw`select from app.organizations where id = ${id}::uuid for update`;
      const bySql = await thrownBy(
        asService('test.wait', async (other) => {
          await other.$executeRaw`select set_config('lock_timeout', '20ms', true)`;
          await other.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
        }),
      );
      const byModel = await thrownBy(
        asService('test.wait', async (other) => {
          await other.$executeRaw`select set_config('lock_timeout', '20ms', true)`;
          await other.organization.update({ where: { id }, data: { name: 'Changed' } });
        }),
      );
      expect([bySql, byModel].map(isDatabaseUnavailable)).toEqual([true, true]);
    });
  });

  it('knows a statement that was stopped because it took too long', async () => {
    const error = await thrownBy(
      asService('test.long', async (tx) => {
        await tx.$executeRaw`select set_config('statement_timeout', '20ms', true)`;
        await tx.$executeRaw`select pg_sleep(30)`;
      }),
    );
    expect(isDatabaseUnavailable(error)).toBe(true);
  });

  it('does not take a wrong query for it', async () => {
    const error = await thrownBy(asService('test.wrong', (tx) => tx.$queryRaw`select 1 / 0`));
    expect(error).toBeInstanceOf(Error);
    expect(isDatabaseUnavailable(error)).toBe(false);
  });
});
