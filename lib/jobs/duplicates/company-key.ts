import { foldedWords } from '../search/folded-words';
import { isCountryWord } from './country-words';

/**
 * A company by one name, however a site writes it: without its legal form, its country and the spaces between its
 * words. Of a name that is nothing else, all of it stays.
 */
export function companyKey(company: string): string {
  return companyWords(company).join('');
}

/** The words of {@link companyKey}. */
export function companyWords(company: string): string[] {
  const words = foldedWords(company).map(({ word }) => word);
  const named = words.filter((word) => !legalForms.has(word) && !isCountryWord(word));
  return named.length > 0 ? named : words;
}

const legalForms = new Set(
  (
    'ab ag aps as asa bhd bv co company corp corporation cv ev gbr gesellschaft gmbh group holding holdings inc ' +
    'incorporated kft kg kgaa kk limited llc llp lp ltd mbh nv ohg oy oyj plc private pte pty pvt sa sarl sas sdn se sl ' +
    'spa spzoo srl srls the ug und and'
  ).split(' '),
);
