import { canonicalUrl, postingUrl } from './canonical-url';
import { type CapturedPosting, type Found, fieldLengthMax, withinLimits } from './captured-posting';
import { postingOfPage } from './json-ld/posting-of-page';
import { microdataOf } from './microdata';
import { pageWords } from './page-words';
import { readableText } from './readable-text';
import { siteOf } from './sites';

/**
 * Reads the posting that a page shows. Each field comes from the best source that has it: the page's own data
 * (schema.org JSON-LD), then what is known of its site, then microdata, then what any page says of itself, and for the
 * text of the posting what is readable. A source that fails says nothing, so that a redesign costs fields and not the
 * capture.
 * @param document the page; it stays as it is
 * @param url where it was loaded from
 * @returns fields within the limits of a job; an empty one is absent. Never throws.
 */
export function capture(document: Document, url: string): CapturedPosting {
  const found: Found = {};
  const site = URL.canParse(url) ? siteOf(new URL(url), document) : undefined;
  const ofSite = attempt(() => site?.read(document, new URL(url)) ?? {});
  const sources: readonly (() => Found)[] = [
    () => postingOfPage(document, url, ofSite.title),
    () => ofSite,
    () => microdataOf(document),
    () => pageWords(document),
    () => (found.description ? {} : readableText(document)),
  ];
  for (const source of sources) Object.assign(found, { ...attempt(source), ...found });
  if (isFlat(found.description) && !isFlat(ofSite.description)) found.description = ofSite.description;
  return { ...found, ...whereFrom(url, site?.source) };
}

// Some sites state the text of a posting as one paragraph, whose headings and lists are only on the page.
function isFlat(html = ''): boolean {
  return (html.match(/<(?:p|li|h[2-6]|br)>/g) ?? []).length < 2;
}

function attempt(source: () => Found): Found {
  try {
    return withinLimits(source());
  } catch {
    return {};
  }
}

function whereFrom(url: string, known: string | undefined): Pick<CapturedPosting, 'source' | 'url'> {
  const address = postingUrl(url);
  if (!/^https?:\/\//.test(address) || address.length > fieldLengthMax.url) return {};
  const source = known ?? new URL(canonicalUrl(address)).hostname;
  return source !== '' && source.length <= fieldLengthMax.source
    ? { url: address, source }
    : { url: address };
}
