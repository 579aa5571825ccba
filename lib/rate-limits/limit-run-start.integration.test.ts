import { afterAll, expect, it, vi } from 'vitest';
import { disconnect } from '@/lib/db';
import { removeOverride, setOverride } from '@/lib/entitlements';
import { givePlan, makePerson } from '@/local/test/people';
import { limitRunStart } from './limit-run-start';

afterAll(disconnect);

it('lets an organization start as many runs an hour as its plan or an override says', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Math.ceil(Date.now() / 3_600_000) * 3_600_000 });
  const person = await makePerson();
  const start = (times: number) =>
    Promise.allSettled(Array.from({ length: times }, () => limitRunStart(person))).then(
      (all) => all.filter(({ status }) => status === 'fulfilled').length,
    );
  try {
    expect(await start(15)).toBe(10);
    await expect(limitRunStart(person)).rejects.toMatchObject({
      status: 429,
      message: 'Too many runs were started. Try again in 2 hours.',
    });
    await givePlan(person.organizationId, 'basic');
    expect(await start(15)).toBe(10);
    await setOverride(
      person.organizationId,
      { kind: 'rate_limit', subject: 'run_starts_per_hour', rate: 22 },
      { reason: 'a test' },
    );
    const { giveBack } = await limitRunStart(person);
    await giveBack();
    expect(await start(15)).toBe(2);
  } finally {
    await removeOverride(person.organizationId, { kind: 'rate_limit', subject: 'run_starts_per_hour' });
    vi.useRealTimers();
  }
});
