import { allTexts, firstElement, firstText, metaContent } from '../look-up';
import { isAt } from '../site-address';
import { tidyHtml } from '../tidy-html';
import { workModeIn } from '../work-mode';
import type { Site } from './site';

/** Workday's career sites. Their classes are made up anew with each release, `data-automation-id` stays. */
export const workday: Site = {
  source: 'workday',
  isAt: (url) => isAt(url, 'myworkdayjobs.com') || isAt(url, 'myworkdaysite.com'),
  read: (document, url) => {
    const root = firstElement(document, ['[data-automation-id="jobPostingPage"]']) ?? document;
    const locations = allTexts(root, '[data-automation-id="locations"] dd, [data-automation-id="location"]');
    const description = firstElement(root, ['[data-automation-id="jobPostingDescription"]']);
    return {
      title:
        firstText(root, ['[data-automation-id="jobPostingHeader"]']) ??
        metaContent(document, ['og:title', 'title']),
      company: logoName(document) ?? tenantName(url),
      location: locations.slice(0, 3).join('; ') || undefined,
      workMode: workModeIn(firstText(root, ['[data-automation-id="remoteType"] dd']), locations.join(' · ')),
      description: description && tidyHtml(description),
    };
  },
};

function logoName(document: Document): string | undefined {
  const alt = document.querySelector(
    '[data-automation-id="logo"][alt], [data-automation-id="logo"] img[alt]',
  );
  const name = alt
    ?.getAttribute('alt')
    ?.replace(/\s*(?:logo|careers?|home(?: page)?)\s*$/i, '')
    .trim();
  return name || undefined;
}

// halcyon-maps.wd5.myworkdayjobs.com: better than nothing, and easily corrected.
function tenantName(url: URL): string | undefined {
  const tenant = isAt(url, 'myworkdayjobs.com')
    ? url.hostname.split('.')[0]
    : /\/recruiting\/([^/]+)/.exec(url.pathname)?.[1];
  return tenant?.replace(/[-_]+/g, ' ').replace(/\b\p{L}/gu, (letter) => letter.toUpperCase());
}
