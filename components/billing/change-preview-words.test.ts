import { describe, expect, it } from 'vitest';
import type { ChangePreview } from '@/lib/billing';
import { previewWords } from './change-preview-words';

const upgrade: ChangePreview = {
  timing: 'now',
  planId: 'pro',
  interval: 'month',
  extraSeats: 0,
  effectiveAt: '2026-11-26T10:00:00.000Z',
  currency: 'usd',
  today: {
    lines: [
      { description: 'Unused time on Basic', amount: -450 },
      { description: 'Remaining time on Pro', amount: 1450 },
    ],
    total: 1000,
    amountDue: 1000,
  },
  recurring: 2900,
  nextInvoice: { at: '2026-12-11T10:00:00.000Z', amountDue: 2900 },
  resumes: false,
  replaces: false,
  prorationDate: '2026-11-26T10:00:00.000Z',
};
const words = (changes: Partial<ChangePreview> = {}) =>
  previewWords({ preview: { ...upgrade, ...changes }, presentName: 'Basic', wantedName: 'Pro' });

describe('previewWords', () => {
  it('tells line by line what is paid today, and what comes after', () => {
    expect(words()).toEqual({
      title: 'Today',
      bill: [
        { label: 'Unused time on Basic', amount: '−$4.50' },
        { label: 'Remaining time on Pro', amount: '$14.50' },
      ],
      due: '$10',
      sentences: [
        'Pro holds as soon as it is paid.',
        'From then on it is $29 per month; the next $29 on December 11, 2026.',
      ],
      confirm: 'Pay $10 and change',
    });
  });

  it('accounts for discounts, credit that pays, and credit that is left', () => {
    const { lines } = upgrade.today;
    expect(words({ today: { lines, total: 800, amountDue: 300 } })).toMatchObject({
      bill: [
        {},
        {},
        { label: 'Discounts and tax', amount: '−$2' },
        { label: 'Credit on your account', amount: '−$5' },
      ],
      due: '$3',
    });
    const left = words({ today: { lines: lines.slice(0, 1), total: -450, amountDue: 0 } });
    expect(left.bill.at(-1)).toEqual({ label: 'Stays on your account as credit', amount: '$4.50' });
    expect(left).toMatchObject({ due: '$0', confirm: 'Change now' });
  });

  it('says that a smaller plan waits, what it will cost, and that it can be taken back', () => {
    const { title, sentences, confirm, due } = words({
      timing: 'at_period_end',
      effectiveAt: '2026-12-11T10:00:00.000Z',
      today: { lines: [], total: 0, amountDue: 0 },
    });
    expect({ title, due, confirm }).toEqual({
      title: 'From December 11, 2026',
      due: '$0',
      confirm: 'Change on December 11, 2026',
    });
    expect(sentences).toContain('$29 is charged on December 11, 2026, then $29 per month.');
    expect(sentences).toContain('You can take the change back until December 11, 2026.');
  });

  it('says that a trial goes on for nothing', () => {
    const trial = words({ today: { lines: [], total: 0, amountDue: 0 }, prorationDate: null });
    expect(trial.bill).toEqual([]);
    expect(trial.sentences[0]).toBe('Pro holds at once, and nothing is charged until December 11, 2026.');
  });

  it('says when it takes back a cancellation or a scheduled change', () => {
    expect(words({ resumes: true, replaces: true }).sentences.slice(-2)).toEqual([
      'The plan no longer ends: the cancellation is taken back.',
      'It takes the place of the change that was scheduled.',
    ]);
  });

  it('has nothing to order where nothing changes', () => {
    expect(words({ timing: 'same' })).toMatchObject({ title: 'This is what you have', confirm: null });
  });
});
