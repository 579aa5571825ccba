import { CircleX, Clock, CreditCard, TriangleAlert } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { KeepAsking } from '@/components/billing/keep-asking';
import { Outcome } from '@/components/billing/outcome';
import { PaidOutcome } from '@/components/billing/paid-outcome';
import { RefusedTrialOutcome } from '@/components/billing/refused-trial-outcome';
import { ButtonLink } from '@/components/ui/button-link';
import type { Principal } from '@/lib/auth';
import { requirePayer, withRequest } from '@/lib/auth/server';
import { type CheckoutResult, finishCheckout, isUnavailable } from '@/lib/billing';
import { ProblemError } from '@/lib/http';
import { readCatalogue } from '@/lib/plans/server';
import { checkoutAction } from '../../../(marketing)/pricing/actions';

export const metadata: Metadata = { title: 'Checkout' };

type SuccessPageProps = {
  searchParams: Promise<{ session_id?: string | string[]; fresh?: string | string[] }>;
};

export default function CheckoutSuccessPage(props: SuccessPageProps) {
  return withRequest(() => successPage(props));
}

async function successPage({ searchParams }: SuccessPageProps) {
  const principal = await requirePayer();
  const { session_id: sessionId, fresh } = await searchParams;
  if (typeof sessionId !== 'string') notFound();
  const result = await resultOf(principal, sessionId);

  switch (result.state) {
    case 'paid': {
      // The frame around this page was drawn from the plan before the payment: once more, from the plan after it.
      const bought = result.lifetime ?? result.subscription;
      if (principal.planId !== bought.planId && !(result.lifetime && fresh !== undefined)) {
        // Still another plan: a later payment is missing, and the billing page says so. What is owned for good can
        // stand below a better plan that goes on until it ends.
        redirect(
          fresh === undefined ? `/billing/success?session_id=${sessionId}&fresh=1` : '/account/billing',
        );
      }
      const { plans } = await readCatalogue();
      return <PaidOutcome bought={bought} plans={plans} />;
    }
    case 'trial_refused': {
      const { plans } = await readCatalogue();
      return <RefusedTrialOutcome refusal={result} plans={plans} checkout={checkoutAction} />;
    }
    case 'processing':
      return (
        <Outcome
          icon={Clock}
          tone="neutral"
          title="Your payment is being confirmed"
          description="Your bank has not confirmed it yet. This page looks again by itself; you need not stay, the plan starts either way."
          actions={backToJobs}
        >
          <KeepAsking />
        </Outcome>
      );
    case 'open':
      return (
        <Outcome
          icon={CreditCard}
          tone="neutral"
          title="Nothing is paid yet"
          description="Checkout is still open. This page looks again by itself in case you pay in another window."
          actions={
            <>
              {result.url ? <ButtonLink href={result.url}>Return to Checkout</ButtonLink> : null}
              {backToJobs}
            </>
          }
        >
          <KeepAsking />
        </Outcome>
      );
    case 'expired':
      return (
        <Outcome
          icon={Clock}
          tone="neutral"
          title="This Checkout has run out"
          description="Nothing was charged. Start again whenever you like."
          actions={
            <>
              <ButtonLink href="/pricing">See plans</ButtonLink>
              {backToJobs}
            </>
          }
        />
      );
    case 'ended':
      return (
        <Outcome
          icon={CircleX}
          tone="neutral"
          title="This purchase is over"
          description="What was bought in this Checkout has ended since, or its payment failed in the end. Nothing that you saved is deleted."
          actions={
            <>
              <ButtonLink href="/account/billing">See billing</ButtonLink>
              {backToJobs}
            </>
          }
        />
      );
    case 'unknown':
      return (
        <Outcome
          icon={TriangleAlert}
          tone="warning"
          title="We cannot see your payment yet"
          description="The payment service does not answer right now. If you have paid, your plan starts by itself; do not pay again. This page keeps looking."
          actions={backToJobs}
        >
          <KeepAsking />
        </Outcome>
      );
  }
}

const backToJobs = (
  <ButtonLink href="/jobs" variant="secondary">
    Back to your jobs
  </ButtonLink>
);

async function resultOf(
  principal: Principal,
  sessionId: string,
): Promise<CheckoutResult | { state: 'unknown' }> {
  try {
    return await finishCheckout(principal, sessionId);
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'not_found') notFound();
    if (isUnavailable(error)) return { state: 'unknown' };
    throw error;
  }
}
