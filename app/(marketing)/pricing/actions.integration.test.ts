import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { asService, disconnect } from '@/lib/db';
import { env } from '@/lib/env';
import { makePerson } from '@/local/test/people';
import { accessTokenIn, sessionCookiesOf } from '@/local/test/sessions';
import { checkoutAction } from './actions';

const sent = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock('next/headers', () => ({
  headers: async () => sent.headers,
  cookies: async () => ({ getAll: () => [] }),
}));

afterAll(disconnect);
beforeEach(() => {
  sent.headers = new Headers({
    'x-request-id': 'req_from_the_middleware',
    origin: new URL(env().APP_URL).origin,
  });
});

/** Where the action sends the browser. Next redirects by an error whose digest holds the address. */
async function sentTo(fields: Record<string, string>): Promise<string> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const thrown = await checkoutAction({ problem: null }, form).catch((error: unknown) => error);
  return String((thrown as { digest?: string }).digest).split(';')[2] ?? '';
}

const pro = { planId: 'pro', interval: 'year' };

describe('checkoutAction', () => {
  it('has a visitor sign up first and come back to the choice', async () => {
    const back = encodeURIComponent('/pricing?plan=pro&interval=year');
    expect(await sentTo(pro)).toBe(`/sign-up?next=${back}`);
  });

  it('leads a person to Checkout, and a suspended one to where it is said', async () => {
    const person = await makePerson();
    const token = accessTokenIn(await sessionCookiesOf(person));
    sent.headers.set('authorization', `Bearer ${token}`);
    expect(await sentTo(pro)).toContain('/c/pay/');
    await asService('test.suspend', (tx) =>
      tx.user.update({ where: { id: person.userId }, data: { status: 'suspended' } }),
    );
    expect(await sentTo(pro)).toMatch(/^\/sign-in\?notice=suspended&/);
  });

  it('tells a problem under the id of its request', async () => {
    const state = await checkoutAction({ problem: null }, new FormData());
    expect(state).toMatchObject({
      problem: { error: 'invalid_request', requestId: 'req_from_the_middleware' },
    });
  });
});
