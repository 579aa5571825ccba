import { foldedWords } from '../search/folded-words';
import { isCountryWord } from './country-words';

/** A location, taken apart: the words that name a town, and those that name a country. */
export type Place = { towns: ReadonlySet<string>; countries: ReadonlySet<string> };

/** Reads a location as sites write it: "Greater Berlin Area", "Berlin, Germany" and "Berlin (Hybrid)" are one town. */
export function placeOf(location: string | null | undefined): Place {
  const words = foldedWords(location ?? '').map(({ word }) => sameTown[word] ?? word);
  return {
    towns: new Set(words.filter((word) => !isCountryWord(word) && !nowhere.has(word))),
    countries: new Set(words.filter(isCountryWord)),
  };
}

/**
 * How far two places may be the same, from 0 to 1: 1 for a town that both name, 0.8 where one of them does not say,
 * 0 for two towns or two countries.
 */
export function placeLikeness(one: Place, other: Place): number {
  if (one.towns.size > 0 && other.towns.size > 0) return shares(one.towns, other.towns) ? 1 : 0;
  if (one.towns.size === 0 && other.towns.size === 0 && one.countries.size > 0 && other.countries.size > 0)
    return shares(one.countries, other.countries) ? 1 : 0;
  return unsaid;
}

const unsaid = 0.8;

function shares(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return [...one].some((word) => other.has(word));
}

const nowhere = new Set(
  (
    'remote hybrid onsite office home anywhere flexible area greater metropolitan metro region city of the and or on site ' +
    'in near new san los las saint st bad north south east west ny nyc ca tx wa ma il co nj ga fl multiple locations'
  ).split(' '),
);

const sameTown: Readonly<Record<string, string>> = {
  munchen: 'munich',
  muenchen: 'munich',
  koln: 'cologne',
  koeln: 'cologne',
  wien: 'vienna',
  zuerich: 'zurich',
  geneve: 'geneva',
  genf: 'geneva',
  bruxelles: 'brussels',
  brussel: 'brussels',
  kobenhavn: 'copenhagen',
  milano: 'milan',
  roma: 'rome',
  lisboa: 'lisbon',
  praha: 'prague',
  warszawa: 'warsaw',
  nyc: 'york',
  sf: 'francisco',
  bangalore: 'bengaluru',
};
