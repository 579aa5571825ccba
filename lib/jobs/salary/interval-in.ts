import type { SalaryInterval } from '../schema';

/**
 * The interval that the words around an amount name. What stands after it counts before what stands before it: "Hourly
 * contract, €60,000 a year" is told by the year. Null when nothing is named.
 */
export function intervalIn(before: string, after: string, multiple: string): SalaryInterval | null {
  if (/lpa/i.test(multiple)) return 'year';
  return firstNamed(after.slice(0, 40)) ?? lastNamed(before);
}

const words: readonly (readonly [SalaryInterval, string])[] = [
  [
    'hour',
    String.raw`hours?|hr|hrs|hourly|h|stunde|stündlich|stundenlohn|std|heure|horaire|hora|ora|uur|godz\p{L}*`,
  ],
  ['day', String.raw`days?|daily|d|pd|p\.d|dzień|tag|täglich|tagessatz|jour|día|dia|giorno|dag`],
  ['week', String.raw`weeks?|weekly|wk|pw|p\.w|woche|wöchentlich|semaine|semana|settimana`],
  [
    'month',
    String.raw`months?|monthly|mo|mth|pm|pcm|p\.m|mtl|monat\p{L}*|mois|mensuel\p{L}*|mes|mês|mese|mensil\p{L}*|mensual\p{L}*|maand|miesi\p{L}*|mies|mc|mån\p{L}*|måned`,
  ],
  [
    'year',
    String.raw`years?|yearly|yr|annum|annual\p{L}*|pa|p\.a|jahr\p{L}*|jährlich|jaar|(?<=par |/ ?)an|année|annuel\p{L}*|año|anual\p{L}*|ano|anno|annu\p{L}*|rok|rocznie|år`,
  ],
];

const named = new RegExp(
  `(?<![\\p{L}\\d])(?:${words.map(([interval, source]) => `(?<${interval}>${source})`).join('|')})(?![\\p{L}\\d])`,
  'giu',
);

function firstNamed(text: string): SalaryInterval | null {
  return intervalsIn(text)[0] ?? null;
}

function lastNamed(text: string): SalaryInterval | null {
  return intervalsIn(text).at(-1) ?? null;
}

function intervalsIn(text: string): SalaryInterval[] {
  return [...text.matchAll(named)].flatMap(({ groups = {} }) =>
    words.flatMap(([interval]) => (groups[interval] === undefined ? [] : [interval])),
  );
}
