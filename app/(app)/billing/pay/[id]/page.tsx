import { CircleCheck, CreditCard, TriangleAlert } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { KeepAsking } from '@/components/billing/keep-asking';
import { Outcome } from '@/components/billing/outcome';
import { ButtonLink } from '@/components/ui/button-link';
import { buttonVariants } from '@/components/ui/button-variants';
import type { Principal } from '@/lib/auth';
import { requirePayer, withRequest } from '@/lib/auth/server';
import { getInvoice, type Invoice, isUnavailable, payInvoice } from '@/lib/billing';
import { ProblemError } from '@/lib/http';
import { formatMoney } from '@/lib/plans';
import { lookForPaymentAction } from '../../../account/billing/actions';

export const metadata: Metadata = { title: 'Pay an invoice' };

type PayPageProps = { params: Promise<{ id: string }> };

/** The way to Stripe's page of an invoice, which itself leads nowhere: this one stays open and sees when it is paid. */
export default function PayPage(props: PayPageProps) {
  return withRequest(() => payPage(props));
}

async function payPage({ params }: PayPageProps) {
  const principal = await requirePayer();
  const { id } = await params;
  const invoice = await found(principal, id);
  if (!invoice) return <NotTheirs />;
  if (invoice.status === 'paid') {
    return (
      <Outcome
        icon={CircleCheck}
        tone="success"
        title="Paid, thank you"
        description={`${formatMoney(invoice.amountPaid, invoice.currency)} went through. Everything works as before.`}
        actions={back}
      />
    );
  }
  const url = invoice.status === 'open' ? await addressOf(principal, id) : null;
  if (url === null) {
    return (
      <Outcome
        icon={CircleCheck}
        tone="neutral"
        title="Nothing is owed here"
        description="This invoice is not open, so there is nothing to pay."
        actions={back}
      />
    );
  }
  const amount = formatMoney(invoice.amountRemaining, invoice.currency);
  if (url === undefined) {
    return (
      <Outcome
        icon={TriangleAlert}
        tone="warning"
        title="You cannot pay right now"
        description="The payment service does not answer. Nothing was charged; this page keeps looking."
        actions={back}
      >
        <KeepAsking />
      </Outcome>
    );
  }
  return (
    <Outcome
      icon={CreditCard}
      tone="neutral"
      title={`Pay ${amount}`}
      description={`Invoice ${invoice.number ?? ''} is paid on Stripe’s page, by any card. It opens beside this one, which sees by itself when it is paid.`}
      actions={
        <>
          <a href={url} target="_blank" rel="noopener noreferrer" className={buttonVariants()}>
            Pay at Stripe
            <span className="sr-only"> (opens in a new tab)</span>
          </a>
          <ButtonLink href="/account/billing" variant="secondary">
            Back to billing
          </ButtonLink>
        </>
      }
    >
      <KeepAsking ask={lookForPaymentAction} />
    </Outcome>
  );
}

const back = (
  <>
    <ButtonLink href="/jobs">Back to your jobs</ButtonLink>
    <ButtonLink href="/account/billing" variant="secondary">
      See billing
    </ButtonLink>
  </>
);

function NotTheirs() {
  return (
    <Outcome
      icon={CreditCard}
      tone="neutral"
      title="Ask an owner or admin to pay"
      description="Only owners and admins of your organization see and pay its invoices."
      actions={<ButtonLink href="/jobs">Back to your jobs</ButtonLink>}
    />
  );
}

/** Null for who may not see it. */
async function found(principal: Principal, id: string): Promise<Invoice | null> {
  try {
    return await getInvoice(principal, id);
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'not_found') notFound();
    if (error instanceof ProblemError && error.code === 'forbidden') return null;
    throw error;
  }
}

/** Undefined when Stripe does not answer, null when nothing is owed. */
async function addressOf(principal: Principal, id: string): Promise<string | null | undefined> {
  try {
    return (await payInvoice(principal, id)).url;
  } catch (error) {
    if (isUnavailable(error)) return undefined;
    // Paid a moment ago, which the next look brings here.
    if (error instanceof ProblemError && error.code === 'conflict') return null;
    throw error;
  }
}
