import type { Found } from './captured-posting';
import { decodedLine } from './clean-text';
import { firstText, metaContent, titleParts } from './look-up';
import { workModeIn } from './work-mode';

/** What any page says of itself: its heading, its title, and what it tells those who link to it. */
export function pageWords(document: Document): Found {
  const heading = headingOf(document);
  const ogTitle = decodedLine(metaContent(document, ['og:title', 'twitter:title']));
  const siteName = decodedLine(metaContent(document, ['og:site_name', 'application-name']));
  const spoken = titleParts(ogTitle ?? document.title, titlePatterns);
  return {
    title: heading ?? spoken.title ?? ogTitle ?? document.title,
    company: siteName ?? spoken.company,
    workMode: workModeIn(heading ?? ogTitle),
  };
}

// Of several headings of the first rank none is surely the posting's.
function headingOf(document: Document): string | undefined {
  return document.querySelectorAll('h1').length === 1 ? firstText(document, ['h1']) : undefined;
}

const titlePatterns = [
  /^(?:Job Application for )?(?<title>.+?) (?:at|@|bei|chez) (?<company>[^|–—]+?)(?: [|–—-] .*)?$/,
  /^(?<title>[^|]+?) \| (?:Careers at |Jobs at )?(?<company>[^|]+?)(?: (?:Careers|Jobs))?(?: \|.*)?$/,
  /^(?<title>.+?) [–—-] (?:Careers at |Jobs at )?(?<company>[^–—-]+?)(?: (?:Careers|Jobs))?$/,
];
