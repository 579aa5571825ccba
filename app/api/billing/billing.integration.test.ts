import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { payCheckout } from '@/lib/billing/test-support';
import { asService, disconnect } from '@/lib/db';
import { env } from '@/lib/env';
import { spendTrial } from '@/local/shared/spend-trial';
import { freshCardNumber } from '@/local/test/cards';
import { joinOrganization, makePerson } from '@/local/test/people';
import { accessTokenIn, sessionCookiesOf } from '@/local/test/sessions';
import { POST as checkout } from './checkout/route';
import { POST as payInvoice } from './invoices/[id]/pay/route';
import { GET as invoicePdf } from './invoices/[id]/pdf/route';
import { GET as invoice } from './invoices/[id]/route';
import { GET as invoices } from './invoices/route';
import { GET as upcoming } from './invoices/upcoming/route';
import { GET as payments } from './payments/route';
import { GET as plans } from './plans/route';
import { POST as portal, GET as visitPortal } from './portal/route';
import { GET as quotas } from './quotas/route';
import { DELETE as takeBack } from './subscription/change/route';
import { POST as preview } from './subscription/preview/route';
import { POST as resume } from './subscription/resume/route';
import { DELETE as cancel, PUT as change, GET as subscription } from './subscription/route';
import { GET as metricUsage } from './usage/[metric]/route';
import { GET as usageExport } from './usage/export/route';
import { GET as usage } from './usage/route';

afterAll(disconnect);

const url = (path: string) => `${env().APP_URL}/api/billing/${path}`;
const get = (path: string, token?: string) =>
  new Request(url(path), { headers: token ? { authorization: `Bearer ${token}` } : {} });
const post = (path: string, token: string | undefined, body?: string, headers: Record<string, string> = {}) =>
  new Request(url(path), {
    method: 'POST',
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  });
const del = (path: string, token?: string) =>
  new Request(url(path), {
    method: 'DELETE',
    headers: token ? { authorization: `Bearer ${token}` } : {},
  });
const put = (path: string, token: string | undefined, body: object) =>
  new Request(url(path), {
    method: 'PUT',
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  });
const idOf = (id: string) => ({ params: Promise.resolve({ id }) });
const metricOf = (metric: string) => ({ params: Promise.resolve({ metric }) });
const choice = JSON.stringify({ planId: 'pro', interval: 'month' });

/** A person whose trial is spent, so that what is bought is paid at once. */
async function signedIn(): Promise<{ token: string; organizationId: string }> {
  const person = await makePerson();
  await spendTrial(person.userId);
  return { token: accessTokenIn(await sessionCookiesOf(person)), organizationId: person.organizationId };
}

let token: string;
beforeAll(async () => {
  ({ token } = await signedIn());
});

describe('GET /api/billing/plans', () => {
  it('tells anybody what is for sale, and nothing that is not', async () => {
    const answer = await plans(get('plans'));
    expect(answer.status).toBe(200);
    const body = await answer.json();
    expect(body.plans.map((plan: { id: string }) => plan.id)).toEqual([
      'free',
      'basic',
      'pro',
      'team',
      'enterprise',
    ]);
    expect(body.plans[2]).toMatchObject({
      trialDays: 7,
      limits: { saved_jobs: { limit: null, cap: 'hard', period: 'total' } },
      prices: [
        { interval: 'month', currency: 'usd', unitAmount: 2900 },
        { interval: 'six_months', currency: 'usd', unitAmount: 15_660 },
        { interval: 'year', currency: 'usd', unitAmount: 27_840 },
        { interval: 'lifetime', currency: 'usd', unitAmount: 49_900 },
      ],
    });
  });
});

describe('who is not signed in', () => {
  it.each([
    ['GET subscription', () => subscription(get('subscription'))],
    ['GET usage', () => usage(get('usage'))],
    ['GET usage/{metric}', () => metricUsage(get('usage/runs'), metricOf('runs'))],
    ['GET usage/export', () => usageExport(get('usage/export'))],
    ['GET quotas', () => quotas(get('quotas'))],
    ['GET invoices', () => invoices(get('invoices'))],
    ['GET invoices/{id}', () => invoice(get('invoices/in_1'), idOf('in_1'))],
    ['GET invoices/{id}/pdf', () => invoicePdf(get('invoices/in_1/pdf'), idOf('in_1'))],
    ['GET invoices/upcoming', () => upcoming(get('invoices/upcoming'))],
    ['POST invoices/{id}/pay', () => payInvoice(post('invoices/in_1/pay', undefined), idOf('in_1'))],
    ['GET payments', () => payments(get('payments'))],
    ['POST checkout', () => checkout(post('checkout', undefined, choice))],
    ['GET portal', () => visitPortal(get('portal'))],
    ['POST portal', () => portal(post('portal', undefined))],
    ['DELETE subscription', () => cancel(del('subscription'))],
    ['PUT subscription', () => change(put('subscription', undefined, { planId: 'pro', interval: 'month' }))],
    ['POST subscription/preview', () => preview(post('subscription/preview', undefined, choice))],
    ['DELETE subscription/change', () => takeBack(del('subscription/change'))],
    ['POST subscription/resume', () => resume(post('subscription/resume', undefined))],
  ])('gets 401 from %s', async (_name, call) => {
    const answer = await call();
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ error: 'unauthenticated' });
  });
});

describe('POST /api/billing/checkout', () => {
  it('answers 201 with the address, and the same again under the same key', async () => {
    const key = { 'idempotency-key': crypto.randomUUID() };
    const first = await checkout(post('checkout', token, choice, key));
    expect(first.status).toBe(201);
    const body = await first.json();
    expect(body).toEqual({ url: expect.stringContaining('/c/pay/cs_') });
    expect(await (await checkout(post('checkout', token, choice, key))).json()).toEqual(body);
  });

  it.each([
    ['no JSON', '{', 400],
    ['an array', '[]', 422],
    ['an unknown plan', '{"planId":"gold","interval":"month"}', 422],
    ['a plan for good that is not sold so', '{"planId":"team","interval":"lifetime"}', 422],
    ['seats that the plan does not sell', '{"planId":"pro","interval":"month","extraSeats":1}', 422],
    ['more seats than can be bought', '{"planId":"team","interval":"month","extraSeats":10001}', 422],
    ['the free plan', '{"planId":"free","interval":"month"}', 422],
    ['a field that it does not know', '{"planId":"pro","interval":"month","price":1}', 422],
    ['a wrong type', '{"planId":["pro"],"interval":"month"}', 422],
    ['more than a megabyte', JSON.stringify({ planId: 'x'.repeat(1024 * 1024) }), 413],
  ])('refuses %s', async (_case, body, status) => {
    const answer = await checkout(post('checkout', token, body));
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ error: 'invalid_request' });
  });

  it('refuses a member, whatever organization is acted in', async () => {
    const owner = await makePerson();
    const member = await makePerson();
    await joinOrganization(member, owner.organizationId, 'member');
    await asService('test.switch', (tx) =>
      tx.user.update({
        where: { id: member.userId },
        data: { activeOrganizationId: owner.organizationId },
      }),
    );
    const theirs = accessTokenIn(await sessionCookiesOf(member));
    expect((await checkout(post('checkout', theirs, choice))).status).toBe(403);
    expect((await portal(post('portal', theirs))).status).toBe(403);
    expect((await visitPortal(get('portal', theirs))).status).toBe(403);
    expect((await cancel(del('subscription', theirs))).status).toBe(403);
    expect((await invoices(get('invoices', theirs))).status).toBe(403);
    expect((await payments(get('payments', theirs))).status).toBe(403);
    expect((await upcoming(get('invoices/upcoming', theirs))).status).toBe(403);
    expect((await payInvoice(post('invoices/in_1/pay', theirs), idOf('in_1'))).status).toBe(403);
    expect((await resume(post('subscription/resume', theirs))).status).toBe(403);
  });
});

describe('a subscription over the API', () => {
  it('goes from none to paid, and then refuses a second one and opens the portal', async () => {
    const buyer = await signedIn();
    const before = await subscription(get('subscription', buyer.token));
    expect(await before.json()).toEqual({
      planId: 'free',
      subscription: null,
      lifetimePlanId: null,
      trial: 'used_by_person',
    });
    expect((await portal(post('portal', buyer.token))).status).toBe(409);
    expect((await visitPortal(get('portal', buyer.token))).status).toBe(409);

    const { url: address } = await (await checkout(post('checkout', buyer.token, choice))).json();
    await payCheckout(address);
    const refused = await checkout(post('checkout', buyer.token, choice));
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ error: 'conflict' });

    const after = await (await subscription(get('subscription', buyer.token))).json();
    expect(after).toMatchObject({
      planId: 'pro',
      subscription: { planId: 'pro', interval: 'month', status: 'active', unitAmount: 2900, endsAt: null },
    });
    const quotas = await (await usage(get('usage', buyer.token))).json();
    expect(quotas.quotas).toContainEqual(
      expect.objectContaining({ metric: 'saved_jobs', used: 0, limit: null }),
    );
    const opened = await portal(post('portal', buyer.token));
    expect(opened.status).toBe(201);
    const card = await portal(post('portal?flow=payment_method_update', buyer.token));
    expect(card.status).toBe(201);
    expect((await portal(post('portal?flow=anything', buyer.token))).status).toBe(422);
    expect(await opened.json()).toEqual({ url: expect.stringMatching(/^http/) });

    const visited = await visitPortal(get('portal?flow=payment_method_update', buyer.token));
    expect(visited.status).toBe(303);
    expect(visited.headers.get('location')).toContain('/p/session/');
    expect(visited.headers.get('cache-control')).toContain('no-store');
    expect((await visitPortal(get('portal?flow=anything', buyer.token))).status).toBe(422);
  });

  it('tells of the trial of who has had none, and begins it', async () => {
    const person = await makePerson();
    const newcomer = accessTokenIn(await sessionCookiesOf(person));
    const told = async () => (await subscription(get('subscription', newcomer))).json();
    expect(await told()).toMatchObject({ planId: 'free', subscription: null, trial: 'available' });
    const { url: address } = await (await checkout(post('checkout', newcomer, choice))).json();
    await payCheckout(address, freshCardNumber());
    await checkout(post('checkout', newcomer, choice));
    expect(await told()).toMatchObject({
      planId: 'pro',
      subscription: { status: 'trialing', trialEnd: expect.any(String) },
      trial: 'used_by_person',
    });
  });

  it('ends with its period when canceled, and renews when resumed', async () => {
    const buyer = await signedIn();
    expect((await cancel(del('subscription', buyer.token))).status).toBe(409);
    const { url: address } = await (await checkout(post('checkout', buyer.token, choice))).json();
    await payCheckout(address);

    const canceled = await cancel(del('subscription?feedback=unused&comment=Thanks', buyer.token));
    expect(canceled.status).toBe(200);
    const { subscription: ending } = await canceled.json();
    expect(ending.endsAt).toBe(ending.currentPeriodEnd);
    expect(await (await subscription(get('subscription', buyer.token))).json()).toEqual({
      planId: 'pro',
      subscription: ending,
      lifetimePlanId: null,
      trial: 'used_by_person',
    });

    const resumed = await resume(post('subscription/resume', buyer.token));
    expect(resumed.status).toBe(200);
    expect(await resumed.json()).toEqual({ subscription: { ...ending, endsAt: null } });
    expect((await resume(post('subscription/resume', buyer.token))).status).toBe(409);
  });

  it('is changed for what the preview told, scheduled down, taken back, and ended at once', async () => {
    const buyer = await signedIn();
    const { url: address } = await (await checkout(post('checkout', buyer.token, choice))).json();
    await payCheckout(address);
    await checkout(post('checkout', buyer.token, choice));

    const team = { planId: 'team', interval: 'month', extraSeats: 1 };
    const previewed = await preview(post('subscription/preview', buyer.token, JSON.stringify(team)));
    expect(previewed.status).toBe(200);
    const { today, prorationDate, timing } = await previewed.json();
    expect(timing).toBe('now');
    const changed = await change(put('subscription', buyer.token, { ...team, prorationDate }));
    expect(changed.status).toBe(200);
    const { state, invoiceId } = await changed.json();
    expect(state).toBe('changed');
    const billed = await invoice(get(`invoices/${invoiceId}`, buyer.token), idOf(invoiceId));
    expect(await billed.json()).toMatchObject({ status: 'paid', total: today.total });

    const down = await change(put('subscription', buyer.token, { planId: 'basic', interval: 'month' }));
    expect(await down.json()).toMatchObject({
      state: 'scheduled',
      subscription: { planId: 'team', scheduledChange: { planId: 'basic' } },
    });
    const kept = await takeBack(del('subscription/change', buyer.token));
    expect(await kept.json()).toMatchObject({ subscription: { planId: 'team', scheduledChange: null } });
    expect((await takeBack(del('subscription/change', buyer.token))).status).toBe(409);

    const ended = await cancel(del('subscription?when=now', buyer.token));
    expect(await ended.json()).toEqual({ subscription: null });
    expect(await (await subscription(get('subscription', buyer.token))).json()).toEqual({
      planId: 'free',
      subscription: null,
      lifetimePlanId: null,
      trial: 'used_by_person',
    });
  });

  it.each([
    { planId: 'gold', interval: 'month' },
    { planId: 'pro', interval: 'lifetime' },
    { planId: 'team', interval: 'month', extraSeats: -1 },
    { planId: 'team', interval: 'month', extraSeats: 1.5 },
    { planId: 'team', interval: 'month', prorationDate: 'yesterday' },
    { planId: 'team', interval: 'month', price: 1 },
  ])('is not changed to %j', async (body) => {
    expect((await change(put('subscription', token, body))).status).toBe(422);
  });

  it.each(['when=later', 'feedback=bored', 'reason=unused', `comment=${'x'.repeat(1001)}`])(
    'is not canceled with %s',
    async (query) => {
      const answer = await cancel(del(`subscription?${query}`, token));
      expect(answer.status).toBe(422);
    },
  );
});

describe('invoices over the API', () => {
  it('are listed, shown, and lead to their PDF; another organization’s are not there', async () => {
    const buyer = await signedIn();
    expect(await (await invoices(get('invoices', buyer.token))).json()).toEqual({
      invoices: [],
      nextCursor: null,
    });
    const { url: address } = await (await checkout(post('checkout', buyer.token, choice))).json();
    await payCheckout(address);
    // Whatever looks at Stripe brings them; here, the refusal to sell a second plan.
    await checkout(post('checkout', buyer.token, choice));

    const { invoices: listed } = await (await invoices(get('invoices?limit=1', buyer.token))).json();
    expect(listed).toMatchObject([{ status: 'paid', total: 2900 }]);
    const { id } = listed[0];
    expect(await (await invoice(get(`invoices/${id}`, buyer.token), idOf(id))).json()).toEqual(listed[0]);
    const pdf = await invoicePdf(get(`invoices/${id}/pdf`, buyer.token), idOf(id));
    expect(pdf.status).toBe(303);
    expect(pdf.headers.get('location')).toMatch(/^http.*\/pdf$/);
    const paid = await (await payments(get('payments', buyer.token))).json();
    expect(paid.payments).toMatchObject([{ invoiceId: id, amount: 2900, status: 'succeeded' }]);

    const next = await (await upcoming(get('invoices/upcoming', buyer.token))).json();
    expect(next).toMatchObject({ currency: 'usd', amountDue: 2900, lines: [{ amount: 2900, quantity: 1 }] });
    expect((await upcoming(get('invoices/upcoming', token))).status).toBe(404);
    expect((await payInvoice(post(`invoices/${id}/pay`, buyer.token), idOf(id))).status).toBe(409);
    expect((await payInvoice(post(`invoices/${id}/pay`, token), idOf(id))).status).toBe(404);

    const refused = await invoicePdf(get(`invoices/${id}/pdf`, token), idOf(id));
    expect(refused.status).toBe(404);
    expect(refused.headers.get('location')).toBeNull();
    expect((await invoice(get(`invoices/${id}`, token), idOf(id))).status).toBe(404);
  });

  it.each(['limit=0', 'limit=101', 'cursor=x', 'status=paid'])('are not listed with %s', async (query) => {
    expect((await invoices(get(`invoices?${query}`, token))).status).toBe(422);
    expect((await payments(get(`payments?${query}`, token))).status).toBe(422);
  });

  it.each(['1', '../x', 'in_', 'in_\u0000'])('there is none called %j', async (id) => {
    expect((await invoice(get('invoices/x', token), idOf(id))).status).toBe(404);
  });
});
