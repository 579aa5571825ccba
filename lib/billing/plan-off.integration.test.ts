import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { disconnect } from '@/lib/db';
import { env } from '@/lib/env';
import { shownPlans } from '@/lib/flags';
import { catalogue } from '@/lib/plans';

import { changePlan } from './change-plan';
import { previewChange } from './preview-change';
import { publicPlans } from './public-plans';
import { startCheckout } from './start-checkout';
import { syncCustomer } from './sync-customer';
import { buy, effectivePlan, makeOwner } from './test-support';

afterEach(() => {
  env().FF_PLAN_PRO_ENABLED = true;
});
afterAll(disconnect);

const pro = { planId: 'pro', interval: 'month' } as const;

describe('a plan that is switched off by FF_PLAN_PRO_ENABLED=false', () => {
  it('is neither listed nor sold, and the others are', async () => {
    env().FF_PLAN_PRO_ENABLED = false;
    const owner = await makeOwner();
    expect((await publicPlans()).plans.map(({ id }) => id)).toEqual(['free', 'basic', 'team', 'enterprise']);
    await expect(startCheckout(owner, pro)).rejects.toMatchObject({ status: 422, code: 'invalid_request' });
    await expect(startCheckout(owner, { ...pro, planId: 'basic' })).resolves.toMatchObject({
      url: expect.any(String),
    });
  });

  it('stays with whoever has it, and is shown to nobody else', async () => {
    const owner = await makeOwner();
    const { customer } = await buy(owner);
    env().FF_PLAN_PRO_ENABLED = false;
    await syncCustomer(customer);
    expect(await effectivePlan(owner)).toBe('pro');
    expect(await previewChange(owner, { ...pro, interval: 'year' })).toMatchObject({ timing: 'now' });
    expect((await shownPlans(catalogue.plans, 'pro')).map(({ id }) => id)).toContain('pro');
    expect((await shownPlans(catalogue.plans, 'basic')).map(({ id }) => id)).not.toContain('pro');
  });

  it('cannot be changed to', async () => {
    const owner = await makeOwner();
    const { customer } = await buy(owner, { ...pro, planId: 'basic' });
    await syncCustomer(customer);
    env().FF_PLAN_PRO_ENABLED = false;
    await expect(previewChange(owner, pro)).rejects.toMatchObject({ status: 422 });
    await expect(changePlan(owner, pro)).rejects.toMatchObject({ status: 422 });
    expect(await effectivePlan(owner)).toBe('basic');
  });
});
