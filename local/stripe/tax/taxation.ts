import type { Context } from '../core/context';
import type { StoredInvoiceLine, StoredObjects } from '../core/objects';

/** How sales to somebody are taxed: always on top of the price. */
export type Taxation = {
  country: string;
  percent: number;
  reason: 'standard_rated' | 'reverse_charge' | 'not_collecting';
};

/** What a person told beyond the card: where they are and, for a business, its tax id. */
export type TaxPlace = { country: string | null; hasTaxId: boolean };

type Tax = NonNullable<StoredInvoiceLine['taxes']>[number];
type TaxId = StoredObjects['invoice']['customer_tax_ids'] extends (infer Id)[] | null | undefined
  ? Id
  : never;

/** Percent of tax by country. Everywhere else none is collected. */
export const taxPercents: Readonly<Record<string, number>> = { AT: 20, DE: 19, FR: 20, GB: 20, NL: 21 };

/** How sales to a place are taxed; null while the place is not known. Who has a tax id owes the tax itself. */
export function taxationOf({ country, hasTaxId }: TaxPlace): Taxation | null {
  if (country === null) return null;
  const percent = taxPercents[country];
  if (percent === undefined) return { country, percent: 0, reason: 'not_collecting' };
  return hasTaxId
    ? { country, percent: 0, reason: 'reverse_charge' }
    : { country, percent, reason: 'standard_rated' };
}

/** The tax on an amount in the smallest unit, rounded half away from zero. */
export function taxOn(amount: number, taxation: Taxation | null): number {
  if (taxation === null) return 0;
  return Math.sign(amount) * Math.round((Math.abs(amount) * taxation.percent) / 100);
}

/** The taxes of an invoice's line, or of a whole invoice, whose amount after discounts is given. */
export function taxesOn(taxable: number, amount: number, taxation: Taxation | null): Tax[] {
  if (taxation === null) return [];
  return [
    {
      amount,
      tax_behavior: 'exclusive',
      tax_rate_details: { tax_rate: `txr_local_${taxation.country.toLowerCase()}` },
      taxability_reason: taxation.reason,
      taxable_amount: taxation.reason === 'standard_rated' ? taxable : 0,
      type: 'tax_rate_details',
    },
  ];
}

/** Where a customer is, as far as it is known. */
export function placeOf(
  { store }: Pick<Context, 'store'>,
  customer: StoredObjects['customer'] | undefined,
): TaxPlace {
  return {
    country: customer?.address?.country ?? null,
    hasTaxId: customer !== undefined && taxIdsOf({ store }, customer.id).length > 0,
  };
}

/** The tax ids of a customer. Stripe shows them beside the customer, never within. */
export function taxIdsOf({ store }: Pick<Context, 'store'>, customer: string): TaxId[] {
  const kept = store.readPrivate('customer', customer);
  // Only `keepTaxId` writes it.
  return kept === undefined ? [] : (kept as { taxIds: TaxId[] }).taxIds;
}

/** Adds a tax id that was typed in to a customer's, once. */
export function keepTaxId(context: Pick<Context, 'store'>, customer: string, taxId: TaxId): void {
  const known = taxIdsOf(context, customer);
  if (known.some(({ value }) => value === taxId.value)) return;
  context.store.writePrivate('customer', customer, { taxIds: [...known, taxId] });
}
