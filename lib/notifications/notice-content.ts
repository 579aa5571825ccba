import type { NoticeFacts } from '@/lib/billing';
import type { BillingNoticeKind } from '@/lib/db';
import { catalogue, formatMoney } from '@/lib/plans';
import type { MailContent } from './mail-layout';

/** For whom a notice is put into words, and the address of this deployment. */
type Setting = { organizationName: string; appUrl: string };

/** A notice as a mail: what happened, what follows from it, what to do. Dates are UTC, as Stripe counts them. */
export function noticeContent(
  { kind, facts }: { kind: BillingNoticeKind; facts: NoticeFacts },
  { organizationName, appUrl }: Setting,
): MailContent {
  const plan = planName(facts);
  const amount = amountWords(facts);
  const when = facts.at ? day.format(new Date(facts.at)) : null;
  const billing = `${appUrl}/account/billing`;
  const pay = facts.invoiceId ? `${appUrl}/billing/pay/${facts.invoiceId}` : billing;
  const untilWhen = when
    ? `Everything works as before until ${when}. From then on you can look at all you have saved, but not change it.`
    : 'Until it is paid you can look at all you have saved, but not change it.';
  const kept = 'Nothing that you saved is deleted.';
  const words: Record<BillingNoticeKind, Omit<MailContent, 'footer'>> = {
    payment_failed: {
      subject: `Your payment for Foothold ${plan} failed`,
      text: [
        `We could not charge ${amount} for ${plan}. Often the card has expired or its limit was reached.`,
        `${untilWhen} ${kept}`,
      ],
      action: { label: 'Pay now', url: pay },
    },
    payment_action_required: {
      subject: `Confirm your payment for Foothold ${plan}`,
      text: [
        `Your bank asks you to confirm the payment of ${amount} for ${plan}. It takes a minute.`,
        `${untilWhen} ${kept}`,
      ],
      action: { label: 'Confirm the payment', url: pay },
    },
    payment_recovered: {
      subject: `Your payment for Foothold ${plan} went through`,
      text: [`Thank you. ${plan} is paid, and everything works as before.`],
      action: { label: 'See billing', url: billing },
    },
    read_only: {
      subject: 'Foothold is read-only until your payment arrives',
      text: [
        `The payment for ${plan} has been overdue for a week. You can look at all you have saved, but not change it.`,
        `As soon as it is paid everything works again. ${kept}`,
      ],
      action: { label: 'Pay and go on', url: billing },
    },
    subscription_ended: {
      subject: `Foothold ${plan} has ended`,
      text: [
        facts.unpaid
          ? `The payment for ${plan} failed several times, so the subscription has ended and nothing more is charged.`
          : `Your subscription to ${plan} has ended, and nothing more is charged.`,
        `You are on the free plan now. ${kept} What is more than the free plan holds stays, too.`,
      ],
      action: { label: 'See plans', url: `${appUrl}/pricing` },
    },
    trial_ending: {
      subject: `Your trial of Foothold ${plan} ends soon`,
      text: [
        `Your trial of ${plan} ends${when ? ` on ${when}` : ' in a few days'}. Then ${amount} is charged for it, and it goes on.`,
        'If you do not want to keep it, cancel before then and nothing is charged.',
      ],
      action: { label: 'See billing', url: billing },
    },
    trial_refused: {
      subject: 'No second trial of Foothold',
      text: [
        `The trial of ${plan} was not started, because you or this card have had one before. There is one for each person and card.`,
        'Nothing was charged. You can have the plan without a trial whenever you like.',
      ],
      action: { label: 'See plans', url: `${appUrl}/pricing` },
    },
    lifetime_bought: {
      subject: `Foothold ${plan} is yours for good`,
      text: [`Thank you. ${plan} is paid once and for all: it does not renew, and nothing more is charged.`],
      action: { label: 'See billing', url: billing },
    },
  };
  return {
    ...words[kind],
    footer: `You get this because you manage the billing of ${organizationName} on Foothold.`,
  };
}

function planName({ planId }: NoticeFacts): string {
  return catalogue.plans.find(({ id }) => id === planId)?.name ?? 'your plan';
}

function amountWords({ amount, currency }: NoticeFacts): string {
  return amount === undefined || currency === undefined ? 'the price' : formatMoney(amount, currency);
}

const day = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' });
