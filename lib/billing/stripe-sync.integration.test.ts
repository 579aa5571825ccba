import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { disconnect } from '@/lib/db';
import { env } from '@/lib/env';
import { type StripeService, startStripe } from '@/local/stripe';
import { applyPlan, identifyAccount, planAccount, pushCatalogue } from './push-catalogue';
import { callStripe, listAll } from './stripe';
import { planWords } from './sync-words';
import { orderFault } from './test-support';
import { webhookEventTypes } from './webhook-event-types';

// An account of this file's own, which can be empty. Its deployment has an address that Stripe could reach.
const shared = { STRIPE_API_URL: env().STRIPE_API_URL, APP_URL: env().APP_URL };
const appUrl = 'https://foothold.invalid';
const hook = `${appUrl}/api/billing/webhooks/stripe`;
let dataDir: string;
let account: StripeService;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'foothold-sync-'));
  account = await startStripe({ port: 0, dataDir, secretKey: env().STRIPE_SECRET_KEY, strict: true });
  Object.assign(env(), { STRIPE_API_URL: account.url, APP_URL: appUrl });
  await fetch(`${account.url}/_control/deliveries/hold`, { method: 'POST', body: '{}' });
});
beforeEach(async () => {
  await fetch(`${account.url}/_control/reset`, { method: 'POST', body: '{}' });
});
afterAll(async () => {
  Object.assign(env(), shared);
  await account.stop();
  await rm(dataDir, { recursive: true, force: true });
  await disconnect();
});

const endpoints = () => listAll((stripe, position) => stripe.webhookEndpoints.list(position));
const portals = () => listAll((stripe, position) => stripe.billingPortal.configurations.list(position));
const prices = () => listAll((stripe, position) => stripe.prices.list(position));
const meters = () => listAll((stripe, position) => stripe.billing.meters.list(position));
const products = () => listAll((stripe, position) => stripe.products.list(position));

describe('a sync', () => {
  it('makes all in an empty account, and tells the secret of the endpoint once', async () => {
    const secrets: string[] = [];
    const plan = await planAccount();
    expect(plan.steps).toHaveLength(59);
    expect(await products()).toEqual([]);
    await applyPlan(plan, { secretMade: (secret) => secrets.push(secret) });

    expect(secrets).toEqual([expect.stringMatching(/^whsec_/)]);
    expect(await endpoints()).toMatchObject([
      {
        url: hook,
        api_version: '2026-10-28.endive',
        status: 'enabled',
        enabled_events: [...webhookEventTypes],
      },
    ]);
    expect(await portals()).toMatchObject([
      {
        default_return_url: `${appUrl}/billing/portal-return`,
        features: {
          customer_update: { enabled: true, allowed_updates: ['address', 'tax_id'] },
          invoice_history: { enabled: true },
          payment_method_update: { enabled: true },
          subscription_cancel: {
            enabled: true,
            mode: 'at_period_end',
            cancellation_reason: { enabled: true },
          },
          subscription_update: { enabled: false },
        },
      },
    ]);
    expect(planWords(await planAccount())).toEqual(['= 59 unchanged, nothing to do']);
  });

  it('goes on where one was killed, and finishes what it had begun', async () => {
    for (const deaths of [3, 25]) {
      let steps = 0;
      const dying = applyPlan(await planAccount(), {
        stepDone: () => {
          steps += 1;
          if (steps === deaths) throw new Error('killed');
        },
      });
      await expect(dying).rejects.toThrow('killed');
    }
    await pushCatalogue();
    expect(planWords(await planAccount())).toEqual(['= 59 unchanged, nothing to do']);
    expect(await meters()).toHaveLength(4);
    expect(await products()).toHaveLength(13);
    expect(await prices()).toHaveLength(40);
  });

  it('makes nothing twice when two run at once', async () => {
    const plans = await Promise.all([planAccount(), planAccount()]);
    await Promise.all(plans.map((plan) => applyPlan(plan)));
    const counts = [await meters(), await products(), await prices(), await portals(), await endpoints()];
    expect(counts.map(({ length }) => length)).toEqual([4, 13, 40, 1, 1]);
    expect(planWords(await planAccount())).toEqual(['= 59 unchanged, nothing to do']);
  });

  it('makes nothing twice when an answer was lost, and nothing of one that was spoiled', async () => {
    await orderFault({ method: 'POST', path: '/v1/billing/meters', status: 500, effect: 'after' });
    await orderFault({ method: 'POST', path: '/v1/prices', status: 500, effect: 'kept', times: 1 });
    await pushCatalogue();
    expect((await meters()).length).toBe(4);
    expect((await prices()).length).toBe(40);
  });

  it('makes anew what was deleted since, although the same key would bring the deleted one back', async () => {
    await pushCatalogue();
    const [first] = await endpoints();
    await callStripe((stripe) => stripe.webhookEndpoints.del(first?.id ?? ''));
    await pushCatalogue();
    const [second, ...more] = await endpoints();
    expect(more).toEqual([]);
    expect(second?.id).not.toBe(first?.id);
  });

  it('puts a new endpoint in the place of one at another API version, and switches the old one off', async () => {
    const old = await callStripe((stripe) =>
      stripe.webhookEndpoints.create({ url: hook, enabled_events: ['*'] }),
    );
    await pushCatalogue();
    const all = await endpoints();
    expect(all.find(({ id }) => id === old.id)).toMatchObject({ status: 'disabled' });
    expect(all.filter(({ status }) => status === 'enabled')).toHaveLength(1);
    expect((await planAccount()).steps).toEqual([]);
  });

  it('sets right what somebody changed by hand', async () => {
    await pushCatalogue();
    const [portal] = await portals();
    const [endpoint] = await endpoints();
    await callStripe((stripe) =>
      stripe.billingPortal.configurations.update(portal?.id ?? '', {
        features: { subscription_cancel: { enabled: false } },
      }),
    );
    await callStripe((stripe) =>
      stripe.webhookEndpoints.update(endpoint?.id ?? '', {
        disabled: true,
        enabled_events: ['invoice.paid'],
      }),
    );
    const [proMonth] = await callStripe(
      async (stripe) => (await stripe.prices.list({ lookup_keys: ['pro_month'] })).data,
    );
    await callStripe((stripe) => stripe.prices.update(proMonth?.id ?? '', { active: false }));
    await callStripe((stripe) => stripe.products.update('foothold_team', { name: 'Teams', active: false }));

    const { steps } = await pushCatalogue();
    expect(steps.map((step) => step.action)).toEqual(['update', 'update', 'update', 'update']);
    expect(planWords(await planAccount())).toEqual(['= 59 unchanged, nothing to do']);
    expect((await portals()).length).toBe(1);
    expect(await endpoints()).toMatchObject([{ id: endpoint?.id, status: 'enabled' }]);
  });

  it('archives what is ours and sold no more, and touches nothing of anybody else', async () => {
    await pushCatalogue();
    const theirs = await callStripe((stripe) => stripe.products.create({ id: 'theirs', name: 'Theirs' }));
    const theirPrice = await callStripe((stripe) =>
      stripe.prices.create({
        product: theirs.id,
        currency: 'eur',
        unit_amount: 500,
        lookup_key: 'their_month',
      }),
    );
    const byHand = await callStripe((stripe) =>
      stripe.prices.create({
        product: 'foothold_enterprise',
        currency: 'usd',
        unit_amount: 1_000_000,
        recurring: { interval: 'year' },
      }),
    );
    const retired = await callStripe((stripe) =>
      stripe.products.create({
        id: 'foothold_retired',
        name: 'Retired',
        metadata: { managedBy: 'foothold' },
      }),
    );
    const retiredPrice = await callStripe((stripe) =>
      stripe.prices.create({
        product: retired.id,
        currency: 'usd',
        unit_amount: 100,
        metadata: { managedBy: 'foothold' },
      }),
    );

    const { steps } = await pushCatalogue();

    expect(steps.map((step) => step.action === 'archive' && step.found.id)).toEqual([
      retiredPrice.id,
      retired.id,
    ]);
    const active = (await prices()).filter((price) => price.active).map(({ id }) => id);
    expect(active).toEqual(expect.arrayContaining([theirPrice.id, byHand.id]));
    expect(active).not.toContain(retiredPrice.id);
    expect((await planAccount()).steps).toEqual([]);
  });

  it('takes no lookup key away from somebody else’s price, and then does nothing at all', async () => {
    const theirs = await callStripe((stripe) => stripe.products.create({ id: 'theirs', name: 'Theirs' }));
    const { id } = await callStripe((stripe) =>
      stripe.prices.create({
        product: theirs.id,
        currency: 'usd',
        unit_amount: 2900,
        lookup_key: 'pro_month',
      }),
    );
    await expect(pushCatalogue()).rejects.toThrow(`The price pro_month is ${id}, which is not Foothold’s.`);
    expect(await prices()).toHaveLength(1);
  });

  it('makes no endpoint for an address that Stripe cannot reach, and says why', async () => {
    env().APP_URL = 'http://localhost:3000';
    const { notes } = await pushCatalogue();
    env().APP_URL = appUrl;
    expect(notes).toEqual([
      'No webhook endpoint is made: Stripe sends events to public https addresses alone, and APP_URL is http://localhost:3000.',
    ]);
    expect(await endpoints()).toEqual([]);
  });

  it('knows whose account it is', async () => {
    expect(await identifyAccount()).toEqual({ name: 'acct_local', mode: 'test' });
  });
});

describe('the command', () => {
  it('prints account and differences, and changes nothing when it is only to look', async () => {
    const { output, code } = await command('--dry-run');
    expect(code).toBe(0);
    expect(output).toContain('Stripe account: acct_local, test mode.');
    expect(output).toContain('+ product foothold_pro\n');
    expect(output).toContain('= 0 unchanged');
    expect(await products()).toEqual([]);
  });

  it('prints the same and does it, without a webhook secret set, and shows the new one', async () => {
    const { output, code } = await command();
    expect(code).toBe(0);
    expect(output).toContain('  done + price pro_lifetime\n');
    expect(output).toMatch(/The new webhook endpoint signs with whsec_\w{32}\n/);
    const again = await command();
    expect(again.output).toBe('Stripe account: acct_local, test mode.\n= 59 unchanged, nothing to do\n');
  });

  it.each([
    ['--dryrun', "Unknown option '--dryrun'"],
    ['now', "Unexpected argument 'now'"],
    ['--live', '--live was given, but the key is one for testing.'],
  ])('refuses %s in a sentence', async (argument, sentence) => {
    const { output, code } = await command(argument);
    expect(code).toBe(1);
    expect(output).toContain(sentence);
    expect(output).not.toContain('    at ');
  });
});

describe('the command with a live key', () => {
  const key = 'sk_live_0123456789abcdef';
  let live: StripeService;
  let liveDir: string;
  beforeAll(async () => {
    liveDir = await mkdtemp(join(tmpdir(), 'foothold-sync-'));
    live = await startStripe({ port: 0, dataDir: liveDir, secretKey: key });
  });
  afterAll(async () => {
    await live.stop();
    await rm(liveDir, { recursive: true, force: true });
  });
  const onLive = (...args: string[]) =>
    command(...args, { STRIPE_API_URL: live.url, STRIPE_SECRET_KEY: key });

  it('looks, and changes nothing unless it is told that the key is live', async () => {
    const refused = await onLive();
    expect(refused.code).toBe(1);
    expect(refused.output).toContain('Stripe account: acct_local, live mode.');
    expect(refused.output).toContain('Nothing was changed: the key is live.');
    expect((await onLive('--dry-run')).output).toContain('= 0 unchanged');

    expect(await onLive('--live')).toMatchObject({ code: 0 });
    expect((await onLive()).output).toContain('= 59 unchanged, nothing to do');
  });
});

/** Runs `npm run stripe:sync` against this file's account, as on a machine where no webhook secret is known yet. */
function command(...given: (string | Record<string, string>)[]): Promise<{ output: string; code: number }> {
  const { STRIPE_WEBHOOK_SECRET: _, ...inherited } = process.env;
  const args = given.filter((each) => typeof each === 'string');
  const variables = { ...inherited, STRIPE_API_URL: account.url, APP_URL: appUrl };
  for (const each of given) if (typeof each !== 'string') Object.assign(variables, each);
  return new Promise((resolve) => {
    const parameters = ['--import', 'tsx', 'scripts/stripe-sync.ts', ...args];
    const child = execFile(process.execPath, parameters, { env: variables }, (_error, stdout, stderr) =>
      resolve({ output: `${stdout}${stderr}`, code: child.exitCode ?? -1 }),
    );
  });
}
