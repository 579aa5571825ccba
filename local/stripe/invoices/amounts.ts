import type { StoredInvoiceLine, StoredObjects } from '../core/objects';

type Invoice = StoredObjects['invoice'];

/**
 * What an unpaid invoice of these lines, with their discounts and taxes, comes to with this balance of the customer, in
 * the smallest unit.
 */
export function amountsOf(
  lines: readonly StoredInvoiceLine[],
  balance: number,
): Pick<
  Invoice,
  | 'amount_due'
  | 'amount_remaining'
  | 'starting_balance'
  | 'subtotal'
  | 'subtotal_excluding_tax'
  | 'total'
  | 'total_discount_amounts'
  | 'total_excluding_tax'
> {
  const subtotal = lines.reduce((sum, line) => sum + line.amount, 0);
  const net = lines.reduce((sum, line) => sum + line.amount - taken(line), 0);
  const taxes = lines.flatMap((line) => line.taxes ?? []);
  const total = taxes.reduce((sum, { amount }) => sum + amount, net);
  const due = dueAfterBalance(total, balance);
  return {
    amount_due: due,
    amount_remaining: due,
    starting_balance: balance,
    subtotal,
    subtotal_excluding_tax: subtotal,
    total,
    total_discount_amounts: totals(lines),
    total_excluding_tax: net,
  };
}

/** What is left to be paid of a total (in the smallest unit) once the customer's balance, a credit if negative, is used. */
function dueAfterBalance(total: number, balance: number): number {
  return Math.max(0, total + balance);
}

function taken(line: StoredInvoiceLine): number {
  return (line.discount_amounts ?? []).reduce((sum, { amount }) => sum + amount, 0);
}

function totals(lines: readonly StoredInvoiceLine[]): { amount: number; discount: string }[] {
  const sums = new Map<string, number>();
  for (const { discount, amount } of lines.flatMap((line) => line.discount_amounts ?? [])) {
    sums.set(discount, (sums.get(discount) ?? 0) + amount);
  }
  return [...sums].map(([discount, amount]) => ({ discount, amount }));
}
