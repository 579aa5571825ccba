/** How postings name a currency, besides its ISO code. What means several currencies (`kr`, `¥`, `Rs`) means none here. */
const names: Record<string, readonly string[]> = {
  USD: ['US$', 'USD$', 'U$S', 'US dollars', 'dollars'],
  CAD: ['C$', 'CA$', 'CAD$', 'CDN$'],
  AUD: ['A$', 'AU$', 'AUD$'],
  NZD: ['NZ$', 'NZD$'],
  SGD: ['S$', 'SG$', 'SGD$'],
  HKD: ['HK$', 'HKD$'],
  MXN: ['MX$', 'MXN$'],
  BRL: ['R$'],
  EUR: ['€', 'euros', 'euro'],
  GBP: ['£', 'pounds'],
  CHF: ['SFr.', 'SFr', 'Fr.'],
  INR: ['₹'],
  PLN: ['zł', 'zl'],
  CZK: ['Kč'],
  HUF: ['Ft'],
  RON: ['lei'],
  BGN: ['лв.', 'лв'],
  UAH: ['₴', 'грн'],
  RUB: ['₽', 'руб.', 'руб'],
  TRY: ['₺'],
  ILS: ['₪'],
  KRW: ['₩'],
  VND: ['₫'],
  PHP: ['₱'],
  THB: ['฿'],
  NGN: ['₦'],
  JPY: ['JP¥', '円'],
  CNY: ['CN¥', 'RMB', '元'],
  SEK: [],
  NOK: [],
  DKK: [],
  ISK: [],
  AED: [],
  SAR: [],
  QAR: [],
  ZAR: [],
  KES: [],
  EGP: [],
  MYR: [],
  IDR: [],
  TWD: ['NT$'],
  PKR: [],
  BDT: [],
  ARS: [],
  CLP: ['CLP$'],
  COP: ['COP$'],
  PEN: [],
};

const byName = new Map(
  Object.entries(names).flatMap(([code, others]) =>
    [code, ...others].map((name): [string, string] => [name.toLowerCase(), code]),
  ),
);

/** What a lone `$` may stand for, once another word of the text says which; without one it is USD. */
const dollars = new Set(['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'MXN', 'TWD', 'ARS', 'CLP', 'COP']);

/** The source of a regular expression (flags `iu`) that finds a name of a currency; the longest name first. */
export const currencyPattern = `(?:${[...byName.keys(), '$']
  .sort((a, b) => b.length - a.length)
  .map((name) => name.replace(/[$.]/g, '\\$&') + (/^\p{L}+$/u.test(name) ? '(?!\\p{L})' : ''))
  .join('|')})`;

/** The ISO 4217 code that all these names agree on; null when there is none, or two. */
export function currencyOf(found: readonly string[]): string | null {
  const codes = new Set(found.map((name) => byName.get(name.toLowerCase()) ?? name));
  const loneDollar = codes.delete('$');
  const [code, other] = codes;
  if (other !== undefined) return null;
  if (code === undefined) return loneDollar ? 'USD' : null;
  return loneDollar && !dollars.has(code) ? null : code;
}

/** How many digits the minor unit of a currency has: 2 for EUR, 0 for JPY. */
export function minorDigits(currency: string): number {
  return (
    new Intl.NumberFormat('en-US', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ??
    2
  );
}
