import type { Context } from '../core/context';
import type { StoredObjects } from '../core/objects';
import { collectInvoice, intentOf } from '../invoices/collect';
import { bankQuestionPage, cardFormPage } from './card-form';
import { enteredMethod } from './entered-method';
import { page, redirect } from './html';
import { invoiceLines, invoicePage } from './invoice-page';
import { notice } from './layout';
import { money } from './money';
import { textPdf } from './pdf';

type Invoice = StoredObjects['invoice'];

/** Shows the hosted page of an invoice, or its PDF. */
export function showInvoice(context: Context, id: string, secret: string, asPdf: boolean): Response {
  const invoice = knownInvoice(context, id, secret);
  if (invoice === undefined) return gone();
  if (!asPdf) return page(200, invoicePage(invoice));
  return new Response(textPdf(invoiceLines(invoice)), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="Invoice-${invoice.number}.pdf"`,
    },
  });
}

/** Shows how an open invoice can be paid: the bank's question that waits for an answer, or a card form. */
export function showInvoicePayment(context: Context, id: string, secret: string): Response {
  const invoice = knownInvoice(context, id, secret);
  if (invoice === undefined) return gone();
  if (invoice.status !== 'open') return redirect(pathOf(invoice));
  const { status, payment_method: method } = intentOf(context, invoice);
  if (status === 'requires_action' && method !== null) {
    return page(200, bankQuestionPage(`${pathOf(invoice)}/pay`, method));
  }
  return form(invoice, 200);
}

/** Pays an open invoice with the card that was entered, or the one that the bank asked about. */
export function payHostedInvoice(
  context: Context,
  id: string,
  secret: string,
  fields: URLSearchParams,
): Response {
  const invoice = knownInvoice(context, id, secret);
  if (invoice === undefined) return gone();
  if (invoice.status !== 'open') return redirect(pathOf(invoice));
  const entered = enteredMethod(context, invoice.customer ?? '', fields);
  if (entered.kind === 'problem') return form(invoice, 402, entered.problem);
  if (entered.kind === 'question') {
    return page(200, bankQuestionPage(`${pathOf(invoice)}/pay`, entered.method.id));
  }
  const { outcome, error } = collectInvoice(context, invoice, {
    method: entered.method,
    authenticated: true,
    nextAttempt: invoice.next_payment_attempt,
  });
  if (outcome === 'paid') return redirect(pathOf(invoice));
  return form(invoice, 402, { field: 'number', message: error?.message ?? 'Your card was declined.' });
}

function form(
  invoice: Invoice,
  status: number,
  problem?: { field: string | null; message: string },
): Response {
  const due = money(invoice.amount_remaining, invoice.currency);
  const view = {
    title: `Pay invoice ${invoice.number}`,
    text: `${due} is due.`,
    action: `${pathOf(invoice)}/pay`,
    button: `Pay ${due}`,
    back: { href: pathOf(invoice), label: 'Back to the invoice' },
    problem,
  };
  return page(status, cardFormPage(view));
}

function pathOf(invoice: Invoice): string {
  return new URL(invoice.hosted_invoice_url ?? '', 'http://localhost').pathname;
}

// The secret in its address is an invoice page's only key.
function knownInvoice({ store }: Context, id: string, secret: string): Invoice | undefined {
  const known = store.readPrivate('invoice', id);
  const matches = typeof known === 'object' && known !== null && 'secret' in known && known.secret === secret;
  return matches ? store.get('invoice', id) : undefined;
}

function gone(): Response {
  return page(404, notice('Nothing here', 'This invoice does not exist. Check the link you followed.'));
}
