import type { ChangePreview } from '@/lib/billing';
import { formatMoney } from '@/lib/plans';
import { perInterval } from './interval-words';
import { longDate } from './subscription-words';

/** A preview and the names of the plans that it is about. */
export type PreviewFacts = { preview: ChangePreview; presentName: string; wantedName: string };

/** One line of a bill: what, and how much of it, in words. */
export type BillLine = { label: string; amount: string };

/** See {@link previewWords}. `confirm` is null when there is nothing to order. */
export type PreviewWords = {
  title: string;
  bill: BillLine[];
  due: string | null;
  sentences: string[];
  confirm: string | null;
};

/** What a change costs and when it holds, for people. Dates are UTC. */
export function previewWords({ preview, presentName, wantedName }: PreviewFacts): PreviewWords {
  const { timing, currency, today, effectiveAt } = preview;
  const money = (amount: number) => formatMoney(amount, currency);
  const day = longDate(effectiveAt);
  if (timing === 'same') {
    return {
      title: 'This is what you have',
      bill: [],
      due: null,
      sentences: ['Choose something else to see what it costs.'],
      confirm: null,
    };
  }
  const what = presentName === wantedName ? `The change` : wantedName;
  if (timing === 'at_period_end') {
    return {
      title: `From ${day}`,
      bill: [],
      due: money(0),
      sentences: [
        `Everything stays as it is until ${day}, because it is paid for. ${what} begins then.`,
        `${money(preview.nextInvoice.amountDue)} is charged on ${day}, then ${recurring(preview)}.`,
        `You can take the change back until ${day}.`,
        'Nothing that you saved is deleted, even where it is more than the plan holds.',
        ...asides(preview),
      ],
      confirm: `Change on ${day}`,
    };
  }
  return {
    title: 'Today',
    bill: today.total === 0 && today.lines.length === 0 ? [] : billOf(preview),
    due: money(today.amountDue),
    sentences: [
      today.lines.length === 0
        ? `${what} holds at once, and nothing is charged until ${longDate(preview.nextInvoice.at)}.`
        : `${what} holds as soon as it is paid.`,
      `From then on it is ${recurring(preview)}; the next ${money(preview.nextInvoice.amountDue)} on ${longDate(preview.nextInvoice.at)}.`,
      ...asides(preview),
    ],
    confirm: today.amountDue > 0 ? `Pay ${money(today.amountDue)} and change` : 'Change now',
  };
}

function recurring({ recurring: amount, currency, interval }: ChangePreview): string {
  return `${formatMoney(amount, currency)} ${perInterval[interval]}`;
}

function asides({ resumes, replaces }: ChangePreview): string[] {
  return [
    ...(resumes ? ['The plan no longer ends: the cancellation is taken back.'] : []),
    ...(replaces ? ['It takes the place of the change that was scheduled.'] : []),
  ];
}

function billOf({ today, currency }: ChangePreview): BillLine[] {
  const money = (amount: number) => formatMoney(amount, currency).replace('-', '−');
  const reduced = today.total - today.lines.reduce((sum, { amount }) => sum + amount, 0);
  const credit = today.amountDue - Math.max(0, today.total);
  return [
    ...today.lines.map(({ description, amount }) => ({ label: description, amount: money(amount) })),
    ...(reduced === 0 ? [] : [{ label: 'Discounts and tax', amount: money(reduced) }]),
    ...(credit === 0 ? [] : [{ label: 'Credit on your account', amount: money(credit) }]),
    ...(today.total < 0 ? [{ label: 'Stays on your account as credit', amount: money(-today.total) }] : []),
  ];
}
