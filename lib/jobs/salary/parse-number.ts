/** The source of a regular expression that finds a number as postings write it; see {@link parseNumber}. */
export const numberPattern = [
  // Groups of three by one and the same sign, the last ones after a comma or a point.
  String.raw`\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?(?!\d)`,
  String.raw`\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?(?!\d)`,
  String.raw`\d{1,3}(?:['’]\d{3})+(?:\.\d{1,2})?(?!\d)`,
  String.raw`\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?(?!\d)`,
  // India: lakhs and crores in groups of two.
  String.raw`\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d{1,2})?(?!\d)`,
  String.raw`\d+(?:[.,]\d{1,2})?(?!\d)`,
].join('|');

/**
 * A number in the way of any country: `120,000.50`, `120.000,50`, `120'000`, `120 000`, `12,00,000`. One sign before
 * exactly three digits groups them, before one or two it is the decimal one. `text` must match {@link numberPattern}.
 */
export function parseNumber(text: string): number {
  const decimal = /[.,](\d{1,2})$/.exec(text);
  const whole = decimal ? text.slice(0, decimal.index) : text;
  return Number(`${whole.replace(/\D/g, '')}.${decimal?.[1] ?? '0'}`);
}
