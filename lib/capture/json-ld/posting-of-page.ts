import { canonicalUrl } from '../canonical-url';
import type { Found } from '../captured-posting';
import { type JsonRecord, textIn } from '../json';
import { firstText } from '../look-up';
import { siteAddressOf } from '../site-address';
import { fieldsOfPosting } from './posting-fields';
import { jobPostingsIn } from './read-json-ld';

/**
 * What a page states as data about the posting that it shows. A list of results may state many, and a page that changed
 * without being loaded anew may still state the one before: a posting under another known address, or of another title
 * than is shown, is not taken.
 * @param shownTitle the title that the page itself shows, where that is known
 */
export function postingOfPage(document: Document, url: string, shownTitle: string | undefined): Found {
  const all = jobPostingsIn(document);
  const ofThisPage = all.find((posting) => isAtAddress(posting, url));
  const chosen =
    ofThisPage ??
    withTitle(
      all.filter((posting) => !isElsewhere(posting, url)),
      shownTitle,
      document,
    );
  return chosen ? fieldsOfPosting(document, chosen) : {};
}

function withTitle(
  postings: readonly JsonRecord[],
  shownTitle: string | undefined,
  document: Document,
): JsonRecord | undefined {
  const shown = shownTitle ?? (postings.length > 1 ? firstText(document, ['h1']) : undefined);
  if (shown === undefined) return postings.length === 1 ? postings[0] : undefined;
  return postings.find((posting) => sameWords(textIn(posting.title) ?? '', shown));
}

function isAtAddress(posting: JsonRecord, url: string): boolean {
  return addressesOf(posting).some((address) => canonicalUrl(address) === canonicalUrl(url));
}

// Only on sites whose addresses are known does another address mean another posting.
function isElsewhere(posting: JsonRecord, url: string): boolean {
  const here = siteOf(url);
  if (here === undefined) return false;
  return addressesOf(posting).some((address) => {
    const there = siteOf(address);
    return there !== undefined && there.host === here.host && there.canonical !== here.canonical;
  });
}

function siteOf(address: string): { host: string; canonical: string } | undefined {
  const known = URL.canParse(address) ? siteAddressOf(new URL(address)) : undefined;
  return known && { canonical: known.canonical, host: new URL(known.canonical).host };
}

function addressesOf({ url, sameAs, '@id': id }: JsonRecord): string[] {
  return [url, sameAs, id]
    .map(textIn)
    .filter((each) => each !== undefined)
    .filter((each) => URL.canParse(each));
}

// "Cartographer - job post" shows the posting "Cartographer".
function sameWords(one: string, other: string): boolean {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  return a !== '' && b !== '' && (a.includes(b) || b.includes(a));
}

function wordsOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/&amp;/g, '&')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
