import { firstText, metaContent, titleParts } from '../look-up';
import { isAt } from '../site-address';
import { tidyHtml } from '../tidy-html';
import { workModeIn } from '../work-mode';
import type { Site } from './site';

/** Lever's hosted postings. */
export const lever: Site = {
  source: 'lever',
  isAt: (url) => isAt(url, 'lever.co'),
  read: (document) => {
    const headline = firstText(document, ['.posting-headline h2', '[data-qa="posting-name"]', 'h2']);
    const inTitle = titleParts(metaContent(document, ['og:title']) ?? document.title, [
      /^(?<company>.+?) [-–—] (?<title>.+)$/,
    ]);
    const location = firstText(document, ['.posting-categories .location', '.location', '.sort-by-location']);
    const sections = document.querySelectorAll(sectionSelector);
    return {
      title: headline ?? inTitle.title,
      company: logoName(document) ?? inTitle.company,
      location: location?.replace(/\s*\/$/, ''),
      workMode: workModeIn(
        firstText(document, ['.workplaceTypes', '.posting-categories .workplaceTypes']),
        location,
      ),
      salaryText: firstText(document, ['[data-qa="salary-range"]', '.posting-salary']),
      description: sections.length > 0 ? tidyHtml(...sections) : undefined,
    };
  },
};

// The text before, the lists ("What you will do") and the text after, in the order of the page.
const sectionSelector = [
  '[data-qa="job-description"]',
  '.section-wrapper.page-full-width .section.page-centered:not([data-qa]):not(.last-section-apply)',
  '[data-qa="closing-description"]',
].join(', ');

function logoName(document: Document): string | undefined {
  const alt = document.querySelector('.main-header-logo img[alt]')?.getAttribute('alt');
  return alt?.replace(/\s*logo$/i, '') || undefined;
}
