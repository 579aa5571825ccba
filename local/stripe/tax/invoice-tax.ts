import type { Context } from '../core/context';
import type { StoredInvoiceLine, StoredObjects } from '../core/objects';
import { placeOf, type Taxation, taxationOf, taxesOn, taxIdsOf, taxOn } from './taxation';

type Invoice = StoredObjects['invoice'];

/** What an invoice tells of tax: how it is taxed, and what the lines come to. */
export type InvoiceTax = {
  rate: Taxation | null;
  automatic: Invoice['automatic_tax'];
  taxIds: NonNullable<Invoice['customer_tax_ids']>;
  totals: (lines: readonly StoredInvoiceLine[]) => NonNullable<Invoice['total_taxes']>;
};

/** How an invoice of a customer is taxed by what is known of them now. */
export function invoiceTaxOf(
  context: Pick<Context, 'store'>,
  customer: StoredObjects['customer'] | undefined,
  enabled: boolean,
): InvoiceTax {
  const rate = enabled ? taxationOf(placeOf(context, customer)) : null;
  return {
    rate,
    automatic: {
      disabled_reason: null,
      enabled,
      liability: enabled ? { type: 'self' } : null,
      provider: enabled ? 'stripe' : null,
      status: enabled ? (rate === null ? 'requires_location_inputs' : 'complete') : null,
    },
    taxIds: customer === undefined ? [] : taxIdsOf(context, customer.id),
    totals: (lines) => {
      const tax = lines.flatMap(({ taxes }) => taxes ?? []).reduce((sum, { amount }) => sum + amount, 0);
      return taxesOn(
        lines.reduce((sum, line) => sum + taxable(line), 0),
        tax,
        rate,
      );
    },
  };
}

/** The lines with the tax on what discounts left of them. */
export function taxedLines(lines: readonly StoredInvoiceLine[], rate: Taxation | null): StoredInvoiceLine[] {
  return lines.map((line) => ({ ...line, taxes: taxesOn(taxable(line), taxOn(taxable(line), rate), rate) }));
}

/** What is left of a line once all discounts are taken off it. */
function taxable({ amount, discount_amounts: discounts }: StoredInvoiceLine): number {
  return (discounts ?? []).reduce((left, discount) => left - discount.amount, amount);
}
