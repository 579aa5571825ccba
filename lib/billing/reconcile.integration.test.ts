import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { Principal } from '@/lib/auth';
import { asService, disconnect } from '@/lib/db';
import { metrics } from '@/lib/observability';
import { underLease } from '@/lib/resilience';
import { findSuspects } from './find-suspects';
import { reconcile } from './reconcile';
import { reconcileCustomer } from './reconcile-customer';
import { callStripe } from './stripe';
import { syncCustomer } from './sync-customer';
import {
  buy,
  cancelInStripe,
  clearFaults,
  customerOfOrganization,
  deleteInStripe,
  effectivePlan,
  makeOwner,
  mirroredSubscriptions,
  orderFault,
} from './test-support';

afterEach(clearFaults);
afterAll(disconnect);

const anHourAgo = () => new Date(Date.now() - 3_600_000);

async function subscriber(): Promise<{ owner: Principal; customer: string; subscriptionId: string }> {
  const owner = await makeOwner();
  const { customer } = await buy(owner);
  await syncCustomer(customer);
  const [subscription] = await mirroredSubscriptions(owner);
  if (!subscription) throw new Error('nothing was mirrored');
  return { owner, customer, subscriptionId: subscription.id };
}

const tamper = ({ organizationId }: Principal, data: object) =>
  asService('test.tamper', (tx) => tx.subscription.updateMany({ where: { organizationId }, data }));

const check = async (...customers: string[]) => {
  const result = await reconcile({ trigger: 'request', customers });
  if (!result) throw new Error('another comparison is running');
  return result;
};

const runRow = (id: string) =>
  asService('test.run', (tx) =>
    tx.reconciliationRun.findUniqueOrThrow({ where: { id }, include: { found: true } }),
  );

const driftsCounted = async () =>
  Number((await metrics.getSingleMetric('billing_reconciliation_drift_total')?.get())?.values[0]?.value ?? 0);

describe('reconcile', () => {
  it('finds nothing where nothing differs, and writes the run down', async () => {
    const { customer } = await subscriber();
    const { runId, drifts } = await check(customer);
    expect(drifts).toEqual([]);
    expect(await runRow(runId)).toMatchObject({
      trigger: 'request',
      finishedAt: expect.any(Date),
      customers: 1,
      drifts: 0,
      repaired: 0,
      error: null,
      found: [],
    });
  });

  it('names each field that differs, repairs it, writes it down and counts it', async () => {
    const { owner, customer, subscriptionId } = await subscriber();
    await tamper(owner, { planId: 'enterprise', quantity: 7 });
    const counted = await driftsCounted();

    const { runId, drifts } = await check(customer);

    const of = { stripeCustomerId: customer, objectId: subscriptionId, repaired: true };
    expect(drifts).toEqual([
      { ...of, field: 'planId', ours: 'enterprise', theirs: 'pro' },
      { ...of, field: 'quantity', ours: '7', theirs: '1' },
    ]);
    expect(await effectivePlan(owner)).toBe('pro');
    expect((await check(customer)).drifts).toEqual([]);
    expect(await runRow(runId)).toMatchObject({ drifts: 2, repaired: 2 });
    expect((await runRow(runId)).found).toMatchObject(drifts);
    expect((await driftsCounted()) - counted).toBe(2);
  });

  it('sees every table of the mirror: items, invoices and payments, too many, too few and changed', async () => {
    const { owner, customer } = await subscriber();
    const where = { organizationId: owner.organizationId };
    await asService('test.tamper', async (tx) => {
      await tx.subscriptionItem.deleteMany({ where });
      await tx.invoice.updateMany({ where, data: { total: 1n, status: 'void' } });
      const payment = await tx.payment.findFirstOrThrow({ where });
      await tx.payment.create({ data: { ...payment, id: 'pi_invented' } });
    });
    const { drifts } = await check(customer);
    expect(drifts.map(({ objectId, field }) => `${objectId.split('_')[0]} ${field}`).sort()).toEqual([
      'in status',
      'in total',
      'pi exists',
      'si exists',
    ]);
    expect(drifts.every(({ repaired }) => repaired)).toBe(true);
  });

  it('goes over the whole account by itself and finds whom no event told of', async () => {
    const lost = await makeOwner();
    const { customer: bought } = await buy(lost);
    const ended = await subscriber();
    await cancelInStripe(ended.subscriptionId);
    const same = await subscriber();

    const result = await reconcile({ trigger: 'schedule' });

    const about = (customer: string) =>
      result?.drifts.filter(({ stripeCustomerId }) => stripeCustomerId === customer) ?? [];
    expect(about(bought).map(({ field }) => field)).toContain('exists');
    expect(about(ended.customer)).toContainEqual(
      expect.objectContaining({ field: 'status', ours: 'active', theirs: 'canceled', repaired: true }),
    );
    expect(about(same.customer)).toEqual([]);
    expect(await effectivePlan(lost)).toBe('pro');
    expect(await effectivePlan(ended.owner)).toBe('free');
  });

  it('does not take a change that is on its way for a drift', async () => {
    const owner = await makeOwner();
    const { customer } = await buy(owner);
    const { suspects } = await findSuspects(anHourAgo());
    expect(suspects).toContain(customer);
    await syncCustomer(customer);
    expect(await reconcileCustomer(customer)).toEqual([]);
  });

  it('suspects by the look over the account all that the close look finds', async () => {
    const changes: [string, (owner: Principal) => Promise<unknown>][] = [
      ['status', (owner) => tamper(owner, { status: 'trialing' })],
      [
        'an item',
        ({ organizationId }) =>
          asService('test.tamper', (tx) =>
            tx.subscriptionItem.updateMany({ where: { organizationId }, data: { quantity: 9 } }),
          ),
      ],
      [
        'an invoice',
        ({ organizationId }) =>
          asService('test.tamper', (tx) =>
            tx.invoice.updateMany({ where: { organizationId }, data: { amountPaid: 1n } }),
          ),
      ],
      [
        'a payment',
        ({ organizationId }) =>
          asService('test.tamper', (tx) => tx.payment.deleteMany({ where: { organizationId } })),
      ],
      [
        'one that Stripe has not',
        ({ organizationId }) =>
          asService('test.tamper', async (tx) => {
            const payment = await tx.payment.findFirstOrThrow({ where: { organizationId } });
            await tx.payment.create({ data: { ...payment, id: `pi_${crypto.randomUUID()}` } });
          }),
      ],
    ];
    for (const [name, change] of changes) {
      const { owner, customer } = await subscriber();
      expect((await findSuspects(anHourAgo())).suspects.has(customer), `before ${name}`).toBe(false);
      await change(owner);
      expect((await findSuspects(anHourAgo())).suspects.has(customer), name).toBe(true);
      expect((await check(customer)).drifts, name).not.toEqual([]);
    }
  });

  it('releases the claim of a customer that Stripe has deleted', async () => {
    const { owner, customer } = await subscriber();
    await deleteInStripe(customer);
    expect((await findSuspects(anHourAgo())).suspects).toContain(customer);
    expect((await check(customer)).drifts).toEqual([
      {
        stripeCustomerId: customer,
        objectId: customer,
        field: 'organization',
        ours: owner.organizationId,
        theirs: null,
        repaired: true,
      },
    ]);
    await expect(customerOfOrganization(owner)).rejects.toThrow('no Stripe customer');
  });

  it('tells of a customer that Stripe never had, and takes nothing away for it', async () => {
    const { owner } = await subscriber();
    const invented = `cus_${crypto.randomUUID().replaceAll('-', '')}`;
    await asService('test.tamper', (tx) =>
      tx.organization.update({
        where: { id: owner.organizationId },
        data: { stripeCustomerId: invented },
      }),
    );
    expect((await findSuspects(anHourAgo())).suspects).toContain(invented);
    expect((await check(invented)).drifts).toMatchObject([
      { field: 'organization', theirs: 'unknown customer', repaired: false },
    ]);
    expect(await effectivePlan(owner)).toBe('pro');
  });

  it('tells of a customer that cannot be synced, and goes on with the next', async () => {
    const [broken, other] = [await subscriber(), await subscriber()];
    await tamper(other.owner, { quantity: 7 });
    await orderFault({
      method: 'GET',
      path: '/v1/subscriptions',
      status: 400,
      type: 'invalid_request_error',
      message: 'Ordered by the test.',
      times: 1,
    });
    const { drifts, runId } = await check(broken.customer, other.customer);
    expect(drifts).toMatchObject([
      { stripeCustomerId: broken.customer, field: 'sync', theirs: 'Ordered by the test.', repaired: false },
      { stripeCustomerId: other.customer, field: 'quantity', repaired: true },
    ]);
    expect(await runRow(runId)).toMatchObject({ drifts: 2, repaired: 1 });
  });

  it('runs once at a time', async () => {
    const { customer } = await subscriber();
    const beside = await underLease('billing.reconcile', () =>
      reconcile({ trigger: 'request', customers: [customer] }),
    );
    expect(beside).toEqual({ held: true, result: null });
    expect((await check(customer)).drifts).toEqual([]);
  });
});

describe('a customer that no organization has claimed', () => {
  it('is adopted by the organization that it names, when that has none', async () => {
    const { owner, customer } = await subscriber();
    await asService('test.tamper', async (tx) => {
      await tx.subscription.deleteMany({ where: { organizationId: owner.organizationId } });
      await tx.organization.update({
        where: { id: owner.organizationId },
        data: { stripeCustomerId: null },
      });
    });
    const result = await reconcile({ trigger: 'request' });
    expect(result?.drifts).toContainEqual({
      stripeCustomerId: customer,
      objectId: customer,
      field: 'organization',
      ours: null,
      theirs: owner.organizationId,
      repaired: true,
    });
    expect(await customerOfOrganization(owner)).toBe(customer);
    expect(await effectivePlan(owner)).toBe('pro');
  });

  it('is told of and left alone when the organization has another and it is paying', async () => {
    const { owner, customer } = await subscriber();
    const second = await strangerOf(owner.organizationId);
    const idle = await strangerOf(owner.organizationId);
    await callStripe((stripe) => stripe.paymentMethods.attach('pm_card_visa', { customer: second }));
    const { data } = await callStripe((stripe) => stripe.prices.list({ lookup_keys: ['pro_month'] }));
    await subscribe(second, data[0]?.id);

    const result = await reconcile({ trigger: 'request' });

    expect(result?.drifts).toContainEqual({
      stripeCustomerId: second,
      objectId: second,
      field: 'organization',
      ours: customer,
      theirs: owner.organizationId,
      repaired: false,
    });
    expect(result?.drifts.some(({ stripeCustomerId }) => stripeCustomerId === idle)).toBe(false);
    expect(await customerOfOrganization(owner)).toBe(customer);
    await deleteInStripe(second);
  });

  it('may name anything', async () => {
    const nobody = await strangerOf(crypto.randomUUID());
    const nonsense = await strangerOf("'; drop table app.organizations; --");
    const result = await reconcile({ trigger: 'request' });
    const about = result?.drifts.filter(({ stripeCustomerId }) =>
      [nobody, nonsense].includes(stripeCustomerId),
    );
    expect(result?.interrupted).toBeNull();
    expect(about).toEqual([]);
  });
});

describe('npm run billing:reconcile', () => {
  it('prints what differed, and ends with 0 when it could be repaired', async () => {
    const { owner, customer, subscriptionId } = await subscriber();
    await tamper(owner, { quantity: 7 });
    const { code, said } = await command('--customer', customer);
    expect(said).toContain(`repaired ${customer} ${subscriptionId} quantity: ours 7, Stripe's 1`);
    expect(code).toBe(0);
  });

  it('ends with 1 when something could not be repaired', async () => {
    const owner = await makeOwner();
    const invented = `cus_${crypto.randomUUID().replaceAll('-', '')}`;
    await asService('test.tamper', (tx) =>
      tx.organization.update({
        where: { id: owner.organizationId },
        data: { stripeCustomerId: invented },
      }),
    );
    const { code, said } = await command('--customer', invented);
    expect(said).toContain(`OPEN     ${invented}`);
    expect(code).toBe(1);
  });

  it('leaves a run that is marked as interrupted when it is killed, and the next one does its work', async () => {
    const { owner, customer } = await subscriber();
    await tamper(owner, { quantity: 7 });
    await orderFault({
      method: 'GET',
      path: '/v1/subscriptions',
      delay_ms: 60_000,
      effect: 'none',
      times: 1,
    });
    const child = spawnCommand('--customer', customer);
    const unfinished = () =>
      asService('test.run', (tx) => tx.reconciliationRun.findFirst({ where: { finishedAt: null } }));
    await expect.poll(unfinished, { timeout: 20_000 }).not.toBeNull();
    const killed = await unfinished();
    child.kill('SIGKILL');
    await once(child, 'exit');
    await clearFaults();
    expect(await reconcile({ trigger: 'request', customers: [customer] })).toBeNull();
    await asService('test.lease', (tx) =>
      tx.taskLease.update({ where: { name: 'billing.reconcile' }, data: { expiresAt: new Date(0) } }),
    );

    expect((await check(customer)).drifts).toMatchObject([{ field: 'quantity', repaired: true }]);
    expect(await runRow(killed?.id ?? '')).toMatchObject({
      finishedAt: expect.any(Date),
      error: 'Its process ended before it did.',
    });
  });
});

async function strangerOf(organizationId: string): Promise<string> {
  const { id } = await callStripe((stripe) => stripe.customers.create({ metadata: { organizationId } }));
  return id;
}

async function subscribe(customer: string, price = ''): Promise<void> {
  const { data } = await callStripe((stripe) => stripe.customers.listPaymentMethods(customer));
  await callStripe((stripe) =>
    stripe.subscriptions.create({
      customer,
      items: [{ price }],
      default_payment_method: data[0]?.id ?? '',
    }),
  );
}

function spawnCommand(...args: string[]) {
  return spawn(process.execPath, ['--import', 'tsx', 'scripts/billing-reconcile.ts', ...args], {
    env: process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function command(...args: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawnCommand(...args);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said += chunk;
    });
  }
  await once(child, 'close');
  return { code: child.exitCode, said };
}
