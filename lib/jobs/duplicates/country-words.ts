/** Whether a folded word names a country, a part of the world, or nothing that would tell two places apart. */
export function isCountryWord(word: string): boolean {
  return countries.has(word);
}

// Not "us" and "in" alone in a name of a company, but in places they are countries; both are short enough to lose.
const countries = new Set(
  (
    'germany deutschland de austria osterreich at switzerland schweiz suisse ch france fr italy italia it spain espana es ' +
    'portugal pt netherlands nederland nl belgium belgique be luxembourg lu ireland ie uk gb britain kingdom england ' +
    'scotland wales us usa states america canada ca mexico brazil brasil argentina chile colombia denmark danmark dk ' +
    'sweden sverige se norway norge no finland suomi fi poland polska pl czechia cz slovakia hungary romania bulgaria ' +
    'greece turkey ukraine estonia latvia lithuania israel india japan china korea singapore australia zealand ' +
    'europe european eu emea apac dach worldwide'
  ).split(' '),
);
