import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { asService, asTenant, disconnect } from '@/lib/db';
import { entitlementsOf } from '@/lib/entitlements';
import { env } from '@/lib/env';
import { catalogue } from '@/lib/plans';
import { consumeUsage } from '@/lib/usage';
import { makePerson } from '@/local/test/people';
import { type Flag, flagStandings, flags, isForSale, isOn, setFlag, shownPlans } from '.';
import { forgetFlags } from './switched-by-hand';

const enforcement = 'FF_BILLING_ENFORCEMENT_ENABLED';

afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  for (const flag of flags) {
    env()[flag] = true;
    await setFlag(flag, null, null);
  }
});
afterAll(disconnect);

describe('a flag', () => {
  it('is as the environment says until it is switched, and again when the switch is taken back', async () => {
    env().FF_PLAN_PRO_ENABLED = false;
    expect(await isOn('FF_PLAN_PRO_ENABLED')).toBe(false);
    await setFlag('FF_PLAN_PRO_ENABLED', true, null);
    expect(await isOn('FF_PLAN_PRO_ENABLED')).toBe(true);
    await setFlag('FF_PLAN_PRO_ENABLED', null, null);
    expect(await isOn('FF_PLAN_PRO_ENABLED')).toBe(false);
    env().FF_PLAN_PRO_ENABLED = true;
    await setFlag('FF_PLAN_PRO_ENABLED', false, null);
    expect(await isOn('FF_PLAN_PRO_ENABLED')).toBe(false);
  });

  it('tells who switched it, and stands without that person', async () => {
    const { userId } = await makePerson();
    await setFlag('FF_PLAN_TEAM_ENABLED', false, userId);
    const row = () =>
      asService('test.flag', (tx) => tx.featureFlag.findUnique({ where: { key: 'FF_PLAN_TEAM_ENABLED' } }));
    expect(await row()).toMatchObject({ enabled: false, updatedBy: userId });
    await asService('test.flag', (tx) => tx.user.delete({ where: { id: userId } }));
    expect(await row()).toMatchObject({ enabled: false, updatedBy: null });
  });

  it('is as the later of two switches at once left it, everywhere', async () => {
    await Promise.all([true, false, true, false].map((on) => setFlag('FF_PLAN_BASIC_ENABLED', on, null)));
    const row = await asService('test.flag', (tx) =>
      tx.featureFlag.findUnique({ where: { key: 'FF_PLAN_BASIC_ENABLED' } }),
    );
    expect(await isOn('FF_PLAN_BASIC_ENABLED')).toBe(row?.enabled);
  });

  it('is listed with what is in force and what was switched', async () => {
    env().FF_PLAN_PRO_ENABLED = false;
    await setFlag('FF_PLAN_TEAM_ENABLED', false, null);
    const standings = await flagStandings();
    expect(standings.map(({ flag }) => flag)).toEqual(flags);
    expect(standings).toContainEqual({ flag: 'FF_PLAN_PRO_ENABLED', on: false, switched: null });
    expect(standings).toContainEqual({ flag: 'FF_PLAN_TEAM_ENABLED', on: false, switched: false });
  });

  it('that is not known here, of another version, is left alone', async () => {
    const key = `FF_${crypto.randomUUID()}`;
    await asService('test.flag', (tx) => tx.featureFlag.create({ data: { key, enabled: false } }));
    forgetFlags();
    expect(await isOn(enforcement)).toBe(true);
    await asService('test.flag', (tx) => tx.featureFlag.delete({ where: { key } }));
  });
});

describe('a plan', () => {
  it('is not sold once its flag is off, stays with whoever has it, and Free is always there', async () => {
    await setFlag('FF_PLAN_PRO_ENABLED', false, null);
    expect(await isForSale('pro')).toBe(false);
    expect(await isForSale('free')).toBe(true);
    const idsFor = async (own: 'pro' | null) => (await shownPlans(catalogue.plans, own)).map(({ id }) => id);
    expect(await idsFor(null)).toEqual(['free', 'basic', 'team', 'enterprise']);
    expect(await idsFor('pro')).toEqual(['free', 'basic', 'pro', 'team', 'enterprise']);
  });
});

describe('enforcement', () => {
  it('holds for what is counted from the very switch on, off and on again', async () => {
    const person = await makePerson();
    await save(person, 10);
    await expect(save(person, 1)).rejects.toMatchObject({ code: 'quota_exceeded' });
    await setFlag(enforcement, false, null);
    await save(person, 1);
    await setFlag(enforcement, true, null);
    await expect(save(person, 1)).rejects.toMatchObject({ code: 'quota_exceeded' });
  });

  it('holds in what was derived before, at once', async () => {
    const person = await makePerson();
    expect((await entitlementsOf(person)).enforced).toBe(true);
    await setFlag(enforcement, false, null);
    expect((await entitlementsOf(person)).enforced).toBe(false);
    await setFlag(enforcement, true, null);
    expect((await entitlementsOf(person)).enforced).toBe(true);
  });

  it('holds within a second or so also where Redis could not be told', async () => {
    const person = await makePerson();
    expect((await entitlementsOf(person)).enforced).toBe(true);
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')));
    await setFlag(enforcement, false, null);
    expect((await entitlementsOf(person)).enforced).toBe(false);
    vi.unstubAllGlobals();
    // Redis has the snapshot and the version from before the switch, and answers again.
    await vi.waitFor(async () => expect((await entitlementsOf(person)).enforced).toBe(false), 30_000);
    await sleep(1_100);
    expect((await entitlementsOf(person)).enforced).toBe(false);
  });
});

describe('another process', () => {
  it('sees a switch within seconds, both ways', async () => {
    const other = otherProcess(enforcement);
    try {
      await other.sees('true');
      await setFlag(enforcement, false, null);
      const began = Date.now();
      await other.sees('false');
      // What it remembers it forgets after a second; the rest is for a machine that has other things to do.
      expect(Date.now() - began).toBeLessThan(15_000);
      await setFlag(enforcement, null, null);
      await other.sees('true');
    } finally {
      other.end();
    }
  });
});

async function save(person: Awaited<ReturnType<typeof makePerson>>, quantity: number): Promise<void> {
  await asTenant(person, (tx) =>
    consumeUsage(tx, person, { key: crypto.randomUUID(), items: { saved_jobs: quantity } }),
  );
}

/** A process of its own that looks at a flag again and again, and says what it sees whenever that changes. */
function otherProcess(flag: Flag) {
  const program = `
    import { isOn } from '@/lib/flags';
    let before;
    for (;;) {
      const now = String(await isOn('${flag}'));
      if (now !== before) console.log(now);
      before = now;
      await new Promise((go) => setTimeout(go, 50));
    }`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    env: { ...process.env, LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  const lastSaid = () => said.trim().split('\n').at(-1);
  return {
    sees: (value: string) =>
      vi.waitFor(() => expect(lastSaid()).toBe(value), { timeout: 60_000, interval: 20 }),
    end: () => child.kill(),
  };
}
