import { firstElement, firstText, metaContent, titleParts } from '../look-up';
import { isAt } from '../site-address';
import { tidyHtml } from '../tidy-html';
import { workModeIn } from '../work-mode';
import type { Site } from './site';

/** Greenhouse: the boards of before (`boards.`) and of now (`job-boards.`), also within a company's page. */
export const greenhouse: Site = {
  source: 'greenhouse',
  isAt: (url, document) =>
    isAt(url, 'greenhouse.io') ||
    url.searchParams.has('gh_jid') ||
    document.querySelector('#grnhse_app') !== null,
  read: (document, url) => {
    const inTitle = titleParts(document.title, [/^Job Application for (?<title>.+) at (?<company>.+)$/]);
    const location = firstText(document, ['.job__location', '.location', '[class*="job-location"]']);
    const description = firstElement(document, ['.job__description', '#content', '.job-post-content']);
    return {
      title:
        firstText(document, ['.job__title h1', 'h1.section-header', 'h1.app-title', '.app-title', 'h1']) ??
        inTitle.title,
      company:
        inTitle.company ??
        firstText(document, ['.company-name'])?.replace(/^at /i, '') ??
        logoName(document) ??
        (isAt(url, 'greenhouse.io') ? undefined : metaContent(document, ['og:site_name'])),
      location,
      workMode: workModeIn(location),
      salaryText: firstText(document, ['.job__pay-ranges .pay-range', '.pay-range', '.job__pay-ranges p']),
      description: description && tidyHtml(description),
    };
  },
};

function logoName(document: Document): string | undefined {
  const alt = document.querySelector('.logo img[alt], img.logo[alt], header img[alt]')?.getAttribute('alt');
  return alt?.replace(/\s*logo$/i, '') || undefined;
}
