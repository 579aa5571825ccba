import { ReceiptText } from 'lucide-react';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { InvoiceList } from '@/components/billing/invoice-list';
import { PaymentList } from '@/components/billing/payment-list';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { TabLinks } from '@/components/ui/tab-links';
import type { Principal } from '@/lib/auth';
import { requirePrincipal, withRequest } from '@/lib/auth/server';
import { canManageBilling, listInvoices, listPayments } from '@/lib/billing';
import { ProblemError } from '@/lib/http';

export const metadata: Metadata = { title: 'Invoices and payments' };

type InvoicesPageProps = { searchParams: Promise<{ show?: string | string[]; cursor?: string | string[] }> };

export default function InvoicesPage(props: InvoicesPageProps) {
  return withRequest(() => invoicesPage(props));
}

async function invoicesPage({ searchParams }: InvoicesPageProps) {
  const principal = await requirePrincipal();
  if (!canManageBilling(principal)) redirect('/account/billing');
  const { show, cursor } = await searchParams;
  const shows = show === 'payments' ? 'payments' : 'invoices';
  const here = shows === 'payments' ? `${path}?show=payments` : path;
  const request = { limit: pageSize, cursor: typeof cursor === 'string' ? cursor : undefined };
  const { list, nextCursor } = await pageOf(principal, shows, request).catch((error: unknown) => {
    // A cursor that was cut or made up: from the beginning.
    if (error instanceof ProblemError && error.code === 'invalid_request') redirect(here);
    throw error;
  });

  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeader
        title="Invoices and payments"
        description={`What ${principal.organizationName} was billed and has paid.`}
        actions={
          <ButtonLink href="/account/billing" variant="secondary">
            Back to billing
          </ButtonLink>
        }
      />
      <TabLinks
        label="Invoices and payments"
        links={[
          { href: path, label: 'Invoices', current: shows === 'invoices' },
          { href: `${path}?show=payments`, label: 'Payments', current: shows === 'payments' },
        ]}
      />
      {list}
      {request.cursor || nextCursor ? (
        <nav aria-label="Pages" className="flex justify-between gap-2">
          {request.cursor ? (
            <ButtonLink href={here} variant="secondary" size="sm">
              Newest
            </ButtonLink>
          ) : (
            <span />
          )}
          {nextCursor ? (
            <ButtonLink
              href={`${path}?${new URLSearchParams({ ...(shows === 'payments' ? { show: shows } : {}), cursor: nextCursor })}`}
              variant="secondary"
              size="sm"
            >
              Older
            </ButtonLink>
          ) : null}
        </nav>
      ) : null}
    </div>
  );
}

const path = '/account/billing/invoices';
const pageSize = 20;

async function pageOf(
  principal: Principal,
  shows: 'invoices' | 'payments',
  request: { limit: number; cursor: string | undefined },
) {
  if (shows === 'payments') {
    const { payments, nextCursor } = await listPayments(principal, request);
    return {
      nextCursor,
      list: payments.length > 0 ? <PaymentList payments={payments} /> : nothing('payments'),
    };
  }
  const { invoices, nextCursor } = await listInvoices(principal, request);
  return {
    nextCursor,
    list: invoices.length > 0 ? <InvoiceList invoices={invoices} /> : nothing('invoices'),
  };
}

function nothing(what: string) {
  return (
    <EmptyState
      icon={ReceiptText}
      title={`No ${what} yet`}
      description="The first one comes with the first payment."
      action={
        <ButtonLink href="/pricing" variant="secondary">
          See plans
        </ButtonLink>
      }
    />
  );
}
