import { CircleX } from 'lucide-react';
import type { Metadata } from 'next';
import { Outcome } from '@/components/billing/outcome';
import { ButtonLink } from '@/components/ui/button-link';
import { requirePrincipal } from '@/lib/auth/server';
import { checkoutIntervals, seatsIn } from '@/lib/billing';
import { planIds } from '@/lib/plans';

export const metadata: Metadata = { title: 'Checkout canceled' };

type CanceledPageProps = {
  searchParams: Promise<Record<'plan' | 'interval' | 'seats', string | string[] | undefined>>;
};

export default async function CheckoutCanceledPage({ searchParams }: CanceledPageProps) {
  await requirePrincipal();
  return (
    <Outcome
      icon={CircleX}
      tone="neutral"
      title="Checkout was canceled"
      description="Nothing was charged, and your plan is as it was."
      actions={
        <>
          <ButtonLink href={choiceAgain(await searchParams)}>Try again</ButtonLink>
          <ButtonLink href="/jobs" variant="secondary">
            Back to your jobs
          </ButtonLink>
        </>
      }
    />
  );
}

/** The pricing page with the former choice, as far as the address tells one that exists. */
function choiceAgain({ plan, interval, seats }: Awaited<CanceledPageProps['searchParams']>): string {
  const planId = planIds.find((id) => id === plan);
  const query = new URLSearchParams();
  if (planId) query.set('plan', planId);
  const chosen = checkoutIntervals.find((each) => each === interval);
  if (chosen) query.set('interval', chosen);
  const extraSeats = seatsIn(seats);
  if (extraSeats > 0) query.set('seats', String(extraSeats));
  return query.size > 0 ? `/pricing?${query}` : '/pricing';
}
