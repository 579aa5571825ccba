/** An amount in minor units as people write it: `$9`, `$48.60`. Whole amounts show no cents. */
export function formatMoney(minorUnits: number, currency: string): string {
  const whole = minorUnits % 100 === 0;
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: currency.toUpperCase(),
    minimumFractionDigits: whole ? 0 : 2,
    maximumFractionDigits: 2,
  }).format(minorUnits / 100);
}
