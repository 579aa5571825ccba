import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discountLines, type ReducibleLine, type Reduction } from './discount-lines';

const line = (amount: number, changes: Partial<ReducibleLine> = {}): ReducibleLine => ({
  amount,
  discountable: true,
  product: 'prod_a',
  ...changes,
});
const percent = (percentOff: number, products: string[] | null = null): Reduction => ({
  id: 'di_percent',
  percentOff,
  amountOff: null,
  products,
});
const off = (amountOff: number): Reduction => ({ id: 'di_off', percentOff: null, amountOff, products: null });
const amounts = (lines: ReducibleLine[], reductions: Reduction[]) =>
  discountLines(lines, reductions).map((taken) => taken.map(({ amount }) => amount));

describe('discountLines', () => {
  it('takes a share of each line, rounded to whole units', () => {
    expect(amounts([line(999), line(2900)], [percent(25)])).toEqual([[250], [725]]);
  });

  it('shares an amount out over the lines and never takes more than there is', () => {
    expect(amounts([line(1000), line(3000)], [off(1000)])).toEqual([[250], [750]]);
    expect(amounts([line(300)], [off(1000)])).toEqual([[300]]);
  });

  it('lets each reduction work on what the one before it left', () => {
    expect(amounts([line(1000)], [percent(50), percent(50)])).toEqual([[500, 250]]);
  });

  it('leaves credits, lines that take no discount and other products alone', () => {
    const lines = [line(-500), line(500, { discountable: false }), line(500, { product: 'prod_b' })];
    expect(amounts(lines, [percent(50, ['prod_a'])])).toEqual([[], [], []]);
  });

  it('takes exactly the amount off when the lines cost at least that much', () => {
    const costs = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(costs, fc.integer({ min: 1, max: 1_000_000 }), (list, amountOff) => {
        const taken = amounts(
          list.map((cost) => line(cost)),
          [off(amountOff)],
        ).flat();
        const total = list.reduce((sum, cost) => sum + cost, 0);
        expect(taken.reduce((sum, amount) => sum + amount, 0)).toBe(Math.min(total, amountOff));
      }),
    );
  });
});
