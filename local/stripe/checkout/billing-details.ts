import type { Context } from '../core/context';
import type { StoredObjects } from '../core/objects';
import { keepTaxId, placeOf, type TaxPlace, taxIdsOf } from '../tax/taxation';
import { type BillingDetails, type HeldBySession, heldBy } from './held';

type Session = StoredObjects['checkout.session'];
type Customer = StoredObjects['customer'];
type Details = NonNullable<Session['customer_details']>;

/** Whether a session asks for an address before the payment. */
export function asksForBilling(session: Session): boolean {
  return (
    session.automatic_tax.enabled ||
    session.billing_address_collection === 'required' ||
    session.tax_id_collection?.enabled === true
  );
}

/** What is wrong with billing details that were typed in; undefined when nothing is. */
export function billingProblem(details: BillingDetails): string | undefined {
  const { name, line1, city, country } = details;
  if (!/^[A-Z]{2}$/.test(country)) return 'Choose your country.';
  return name && line1 && city ? undefined : 'Enter your name and your full address.';
}

/** Where a session sells to: what was typed in, or else what is known of its customer. */
export function placeOfSession(
  context: Pick<Context, 'store'>,
  session: Pick<Session, 'customer'>,
  { billing }: Pick<HeldBySession, 'billing'>,
): TaxPlace {
  const known = placeOf(context, context.store.get('customer', session.customer ?? ''));
  if (billing === null) return known;
  return { country: billing.country, hasTaxId: known.hasTaxId || billing.taxId !== '' };
}

/** Writes what a session was told to keep of the billing details into its customer. The caller tells so. */
export function keepBilling(context: Context, session: Session, customer: Customer): void {
  const { billing, keeps } = heldBy(context.store, session.id);
  if (billing === null) return;
  context.store.save('customer', {
    ...customer,
    ...(keeps.address && { address: addressOf(billing) }),
    ...(keeps.name && { name: billing.name }),
  });
  const taxId = taxIdOf(billing);
  if (taxId) keepTaxId(context, customer.id, taxId);
}

/** What a completed session tells of who paid. */
export function sessionDetails(
  context: Context,
  session: Session,
  payer: { customer: Customer | undefined; email: string; name: string },
): Details {
  const { billing } = heldBy(context.store, session.id);
  const typed = billing && taxIdOf(billing);
  return {
    ...detailsOf(payer.email, billing?.name ?? payer.name),
    address: billing ? addressOf(billing) : null,
    tax_ids: payer.customer ? taxIdsOf(context, payer.customer.id) : typed ? [typed] : [],
  };
}

/** What a session shows of its customer. */
export function detailsOf(email: string | null, name: string | null): Details {
  return {
    address: null,
    business_name: null,
    email,
    individual_name: null,
    name,
    phone: null,
    tax_exempt: 'none',
    tax_ids: [],
  };
}

function addressOf({ line1, city, postal_code, country }: BillingDetails): NonNullable<Details['address']> {
  return { city, country, line1, line2: null, postal_code, state: null };
}

function taxIdOf({ taxId, country }: BillingDetails) {
  if (taxId === '') return null;
  return { type: taxIdTypes[country] ?? 'unknown', value: taxId };
}

const taxIdTypes: Readonly<Record<string, string>> = {
  AT: 'eu_vat',
  DE: 'eu_vat',
  FR: 'eu_vat',
  GB: 'gb_vat',
  NL: 'eu_vat',
  US: 'us_ein',
};
