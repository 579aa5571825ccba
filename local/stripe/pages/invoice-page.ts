import type { StoredObjects } from '../core/objects';
import { type Html, html } from './html';
import { layout } from './layout';
import { day, money } from './money';

type Invoice = StoredObjects['invoice'];

/** The hosted page of an invoice. */
export function invoicePage(invoice: Invoice): Html {
  return layout(
    `Invoice ${invoice.number ?? ''}`,
    html`<main class="sheet">
<h1 class="what">${invoice.account_name} · Invoice ${invoice.number}</h1>
<p class="price">${money(invoice.total, invoice.currency)}</p>
<p class="after">${invoice.status === 'paid' ? `Paid on ${day(invoice.status_transitions.paid_at ?? invoice.created)}` : 'Not paid yet'}</p>
<dl>${invoice.lines.data.map(
      (line) =>
        html`<div><dt>${line.description}<small>${day(line.period.start)} to ${day(line.period.end)}</small></dt><dd>${money(line.amount, line.currency)}</dd></div>`,
    )}
${taxOf(invoice) !== null && html`<div><dt>Tax</dt><dd>${taxOf(invoice)}</dd></div>`}
<div class="total"><dt>Total</dt><dd>${money(invoice.total, invoice.currency)}</dd></div></dl>
${invoice.status === 'open' && invoice.hosted_invoice_url && html`<p class="row"><a class="button" href="${invoice.hosted_invoice_url}/pay">Pay this invoice</a></p>`}
${invoice.invoice_pdf && html`<p class="row"><a class="button" href="${invoice.invoice_pdf}">Download PDF</a></p>`}
</main>`,
  );
}

/** The same as plain lines, for the PDF. */
export function invoiceLines(invoice: Invoice): string[] {
  return [
    `${invoice.account_name}    Invoice ${invoice.number}`,
    '',
    `Date: ${day(invoice.created)}`,
    `Billed to: ${invoice.customer_name ?? ''} ${invoice.customer_email ?? ''}`,
    `Status: ${invoice.status}`,
    '',
    ...invoice.lines.data.flatMap((line) => [
      line.description ?? 'Item',
      `    ${day(line.period.start)} to ${day(line.period.end)}    ${money(line.amount, line.currency)}`,
    ]),
    ...(taxOf(invoice) === null ? [] : [`Tax: ${taxOf(invoice)}`]),
    '',
    `Total: ${money(invoice.total, invoice.currency)}`,
    '',
    'Made by the local Stripe emulator. No money moved.',
  ];
}

function taxOf({ total_taxes: taxes, currency }: Invoice): string | null {
  if (!taxes || taxes.length === 0) return null;
  return money(
    taxes.reduce((sum, { amount }) => sum + amount, 0),
    currency,
  );
}
