import { expect, it } from 'vitest';
import { invoiceWords } from './invoice-words';

it.each([
  ['paid', { amount: '$48.60', badge: 'Paid', tone: 'success' }],
  ['open', { amount: '$48.60', badge: 'Open', tone: 'warning' }],
  ['uncollectible', { amount: '$48.60', badge: 'Not collected', tone: 'danger' }],
  ['void', { amount: '$48.60', badge: 'Void', tone: 'neutral' }],
  ['draft', { amount: '$48.60', badge: 'Draft', tone: 'neutral' }],
] as const)('an invoice that is %s', (status, words) => {
  expect(invoiceWords({ status, total: 4860, currency: 'usd' })).toEqual(words);
});
