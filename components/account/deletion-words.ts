import type { DeletionEffects } from '@/lib/deletion';
import type { PlanId } from '@/lib/plans';

/** What goes, what stays and what is paid when an account is deleted, a sentence each. Dates are UTC. */
export function deletionWords(
  { savedJobs, guests, deleted, left, paid }: DeletionEffects,
  { days, nameOf }: { days: number; nameOf: (id: PlanId) => string },
): string[] {
  return [
    'You are signed out everywhere at once, and API keys and extensions stop working.',
    `For ${days} days you can sign in and keep the account. After that it is deleted, and nothing can be brought back.`,
    savedJobs === 0
      ? 'Your profile and your board go.'
      : `Your profile and your board go, with ${savedJobs.toLocaleString('en-US')} saved ${savedJobs === 1 ? 'job' : 'jobs'}.`,
    ...(guests > 0
      ? [
          `${guests === 1 ? 'One other person' : `${guests} other people`} in your organization lose what is in it.`,
        ]
      : []),
    ...(deleted.length > 0
      ? [`${listed(deleted)} ${deleted.length === 1 ? 'goes' : 'go'} too: nobody else is in it.`]
      : []),
    ...(left.length > 0 ? [`You leave ${listed(left)}. What you saved there stays there.`] : []),
    ...paid.flatMap(({ subscription, lifetime }) => [
      ...(subscription
        ? [
            `${nameOf(subscription.planId)} is not renewed. What is paid for until ${date(subscription.endsAt ?? subscription.currentPeriodEnd)} is not given back.`,
          ]
        : []),
      ...(lifetime ? [`${nameOf(lifetime.planId)}, which is yours for good, is lost.`] : []),
    ]),
    'Invoices, if there are any, are kept as the law asks, and so is whether you have had a trial.',
  ];
}

function listed(organizations: readonly { name: string }[]): string {
  return new Intl.ListFormat('en').format(organizations.map(({ name }) => name));
}

function date(iso: string): string {
  return day.format(new Date(iso));
}

const day = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' });
