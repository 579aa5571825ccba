import { Download } from 'lucide-react';
import type { Invoice } from '@/lib/billing';
import { Badge } from '../ui/badge';
import { ButtonLink } from '../ui/button-link';
import { buttonVariants } from '../ui/button-variants';
import { Card, CardBody } from '../ui/card';
import { cn } from '../ui/cn';
import { invoiceWords } from './invoice-words';
import { longDate } from './subscription-words';

type InvoiceListProps = {
  /** Newest first. */
  invoices: readonly Invoice[];
};

/** What was billed, and the documents. */
export function InvoiceList({ invoices }: InvoiceListProps) {
  return (
    <Card>
      {invoices.length === 0 ? (
        <CardBody className="text-muted-foreground">
          No invoices yet. The first one comes with the first payment.
        </CardBody>
      ) : (
        <ul aria-label="Invoices" className="divide-y">
          {invoices.map((invoice) => (
            <InvoiceRow key={invoice.id} invoice={invoice} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function InvoiceRow({ invoice }: { invoice: Invoice }) {
  const { amount, badge, tone, note } = invoiceWords(invoice);
  const payable = invoice.status === 'open' && invoice.amountRemaining > 0;
  const name = invoice.number ?? 'Not numbered yet';
  return (
    <li className="flex min-h-17 flex-wrap items-center gap-x-4 gap-y-3 px-5 py-3">
      <div className="grid min-w-0 flex-1 gap-0.5">
        <span className="font-medium">{longDate(invoice.createdAt)}</span>
        <span className="tabular text-13 text-muted-foreground">{note ? `${name}. ${note}` : name}</span>
      </div>
      <div className="flex flex-col items-end gap-x-4 gap-y-1 sm:flex-row-reverse sm:items-center">
        <span className="tabular min-w-16 text-right font-medium">{amount}</span>
        <Badge tone={tone}>{badge}</Badge>
      </div>
      <div className={cn('flex gap-2', payable && 'max-sm:basis-full max-sm:justify-end')}>
        {payable ? (
          <ButtonLink href={`/billing/pay/${invoice.id}`} aria-label={`Pay invoice ${name}`} size="sm">
            Pay
          </ButtonLink>
        ) : null}
        {invoice.number ? (
          // Not a Link: it leads out of the application, to a file.
          <a
            href={`/api/billing/invoices/${invoice.id}/pdf`}
            aria-label={`PDF of invoice ${invoice.number}`}
            className={cn(buttonVariants({ variant: 'secondary', size: 'sm' }), 'max-sm:size-8 max-sm:px-0')}
          >
            <Download aria-hidden="true" />
            <span className="max-sm:hidden">PDF</span>
          </a>
        ) : null}
      </div>
    </li>
  );
}
