import { describe, expect, it } from 'vitest';
import { BillingNoticeKind } from '@/lib/db';
import { htmlMail, textMail } from './mail-layout';
import { noticeContent } from './notice-content';

const setting = { organizationName: 'Nora & <Co>', appUrl: 'https://foothold.example' };
const facts = {
  planId: 'pro',
  invoiceId: 'in_1',
  amount: 2900,
  currency: 'usd',
  at: '2026-11-08T00:00:00.000Z',
} as const;

describe('noticeContent', () => {
  it('says what failed, until when all works, and leads to where it is paid', () => {
    const mail = noticeContent({ kind: 'payment_failed', facts }, setting);
    expect(mail.subject).toBe('Your payment for Foothold Pro failed');
    expect(mail.text.join(' ')).toContain('$29');
    expect(mail.text.join(' ')).toContain('until November 8, 2026');
    expect(mail.action).toEqual({ label: 'Pay now', url: 'https://foothold.example/billing/pay/in_1' });
  });

  it.each(Object.values(BillingNoticeKind))('has whole sentences for %s, with facts and without', (kind) => {
    for (const known of [facts, {}]) {
      const mail = noticeContent({ kind, facts: known }, setting);
      const all = [mail.subject, ...mail.text].join(' ');
      expect(all).not.toMatch(/undefined|null|NaN/);
      expect(mail.action.url).toMatch(/^https:\/\/foothold\.example\//);
    }
  });

  it('is the same in HTML, escaped, and in plain text', () => {
    const mail = noticeContent({ kind: 'read_only', facts }, setting);
    expect(htmlMail(mail)).toContain('Nora &amp; &lt;Co&gt;');
    expect(htmlMail(mail)).not.toContain('<Co>');
    expect(textMail(mail)).toContain('Pay and go on: https://foothold.example/account/billing');
  });
});
