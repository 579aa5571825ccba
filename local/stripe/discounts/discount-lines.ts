/** A discount as far as arithmetic goes: a share in percent, or an amount off the whole. */
export type Reduction = {
  id: string;
  percentOff: number | null;
  amountOff: number | null;
  /** Products it is limited to; null for all. */
  products: readonly string[] | null;
};

/** A line that may be reduced. Amounts are in the currency's smallest unit. */
export type ReducibleLine = { amount: number; discountable: boolean; product: string | null };

/**
 * What each reduction takes off each line: one list per line, in the order of the reductions. A reduction works on
 * what those before it left; an amount off is shared out by what the lines cost, to the last unit, and never takes
 * more than there is. Credits are not reduced.
 */
export function discountLines(
  lines: readonly ReducibleLine[],
  reductions: readonly Reduction[],
): { discount: string; amount: number }[][] {
  const left = lines.map(({ amount }) => amount);
  const taken: { discount: string; amount: number }[][] = lines.map(() => []);
  for (const reduction of reductions) {
    const eligible = lines.map((line, index) => (applies(reduction, line) ? (left[index] ?? 0) : 0));
    for (const [index, amount] of shares(reduction, eligible).entries()) {
      if (amount === 0) continue;
      left[index] = (left[index] ?? 0) - amount;
      taken[index]?.push({ discount: reduction.id, amount });
    }
  }
  return taken;
}

function applies(reduction: Reduction, line: ReducibleLine): boolean {
  if (!line.discountable || line.amount <= 0) return false;
  return reduction.products === null || (line.product !== null && reduction.products.includes(line.product));
}

function shares(reduction: Reduction, amounts: readonly number[]): number[] {
  if (reduction.percentOff !== null) {
    const percent = reduction.percentOff;
    return amounts.map((amount) => Math.min(amount, Math.round((amount * percent) / 100)));
  }
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  let rest = Math.min(total, reduction.amountOff ?? 0);
  let open = total;
  // Each line takes its share of what is left, so the rounding of one is made good by the next.
  return amounts.map((amount) => {
    if (open === 0) return 0;
    const share = Math.min(amount, Math.round((rest * amount) / open));
    rest -= share;
    open -= amount;
    return share;
  });
}
