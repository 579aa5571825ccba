import { describe, expect, it } from 'vitest';
import type { Debt, Standing } from '@/lib/billing';
import { bannerWords } from './banner-words';

const invoice = {
  id: 'in_1',
  amount: 2900,
  currency: 'usd',
  nextAttemptAt: new Date('2026-11-04T00:00:00Z'),
};
const debt: Debt = { planId: 'pro', blocks: 'plan', needsAction: false, invoice };
const grace: Standing = { access: { state: 'grace', until: new Date('2026-11-08T00:00:00Z') }, debt };
const owner = { planName: 'Pro', mayManage: true };

describe('bannerWords', () => {
  it('says nothing without a debt', () => {
    expect(bannerWords({ access: { state: 'full' }, debt: null }, owner)).toBeNull();
  });

  it('says what is owed, until when all works and when it is tried again', () => {
    expect(bannerWords(grace, owner)).toEqual({
      tone: 'danger',
      title: 'The last payment failed',
      text: '$29 is owed for Pro. Everything works until November 8, 2026, then it is read-only. We try again on November 4, 2026.',
    });
  });

  it('asks to confirm where the bank wants that', () => {
    const asked = bannerWords({ ...grace, debt: { ...debt, needsAction: true } }, owner);
    expect(asked?.title).toBe('Your bank asks you to confirm a payment');
    expect(asked?.text).not.toContain('We try again');
    const change: Standing = {
      access: { state: 'full' },
      debt: { ...debt, blocks: 'change', needsAction: true },
    };
    expect(bannerWords(change, owner)).toMatchObject({
      tone: 'warning',
      text: 'The change of your plan waits for it.',
    });
  });

  it('says what read-only means', () => {
    const { title, text } = bannerWords({ access: { state: 'read_only' }, debt }, owner) ?? {};
    expect(title).toBe('Read-only until it is paid');
    expect(text).toContain('Nothing is deleted.');
  });

  it('tells others whom to ask, and no sum', () => {
    const member = bannerWords(
      { ...grace, debt: { ...debt, invoice: null } },
      { ...owner, mayManage: false },
    );
    expect(member?.text).toContain('Ask an owner or admin');
    expect(member?.text).not.toContain('$');
  });
});
