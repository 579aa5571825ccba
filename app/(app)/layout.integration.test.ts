import { isValidElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { principalFor } from '@/lib/auth/api-keys/test-support';
import { asService } from '@/lib/db';
import { catalogue } from '@/lib/plans';
import { writeCatalogue } from '@/lib/plans/server';
import { makePerson } from '@/local/test/people';
import SignUpPage from '../(auth)/sign-up/page';
import SignedInLayout from './layout';

vi.mock('@/lib/auth/server', () => ({
  requireIdentityForLayout: async () => ({
    secondFactorStep: null,
    principal: await principalFor(await makePerson()),
  }),
}));
vi.mock('./account/billing/actions', () => ({ paymentMethodAction: async () => undefined }));
vi.mock('../(auth)/actions', () => ({
  googleAction: async () => undefined,
  signUpAction: async () => undefined,
}));

// An admin has renamed the free plan and given it more places.
beforeEach(() =>
  asService('test.change-plan', async (tx) => {
    await tx.plan.update({ where: { id: 'free' }, data: { name: 'Starter' } });
    await tx.planLimit.updateMany({ where: { planId: 'free', metric: 'saved_jobs' }, data: { limit: 12n } });
  }),
);
afterEach(async () => {
  await writeCatalogue(catalogue, 'overwrite');
});

it('the frame of signed-in pages names the plan as the database does', async () => {
  const frame = await SignedInLayout({ children: null });
  expect(isValidElement(frame) && frame.props).toMatchObject({ planName: 'Starter' });
});

it('the page to sign up tells how much is free as the database does', async () => {
  const page = await SignUpPage({ searchParams: Promise.resolve({}) });
  expect(renderToStaticMarkup(page)).toContain('Free for your first 12 saved jobs. No card needed.');
});
