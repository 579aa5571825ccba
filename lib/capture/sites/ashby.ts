import type { Found } from '../captured-posting';
import { isRecord, type JsonRecord, textIn } from '../json';
import { parsedTolerantly } from '../json-ld/read-json-ld';
import { firstElement, firstText, titleParts } from '../look-up';
import { tidyDescription, tidyHtml } from '../tidy-html';
import { workModeIn } from '../work-mode';
import type { Site } from './site';

/** Ashby's hosted postings: what its script has drawn, and before that the data that it draws from. */
export const ashby: Site = {
  source: 'ashby',
  isAt: (url) => url.hostname === 'jobs.ashbyhq.com' || url.searchParams.has('ashby_jid'),
  read: (document, url) => {
    const data = appData(document);
    const inTitle =
      url.hostname === 'jobs.ashbyhq.com'
        ? titleParts(document.title, [/^(?<title>.+) @ (?<company>.+)$/])
        : {};
    const location = detail(document, /^locations?$/i) ?? data.location;
    const description = firstElement(document, ['#overview [class*="_descriptionText"]', '#overview']);
    return {
      title:
        firstText(document, ['h1.ashby-job-posting-heading', 'h1[class*="_title"]']) ??
        inTitle.title ??
        data.title,
      company: inTitle.company ?? data.company,
      location,
      workMode: workModeIn(detail(document, /^location type$/i), location) ?? data.workMode,
      salaryText: detail(document, /^compensation$/i) ?? data.salaryText,
      description: description ? tidyHtml(description) : data.description,
    };
  },
};

// Each detail is a heading with its text behind it; their classes change with each release.
function detail(document: Document, heading: RegExp): string | undefined {
  for (const each of document.querySelectorAll('.ashby-job-posting-left-pane h2, [class*="_left_"] h2')) {
    if (heading.test(each.textContent?.trim() ?? ''))
      return each.nextElementSibling?.textContent?.trim() || undefined;
  }
  return undefined;
}

function appData(document: Document): Found {
  for (const script of document.querySelectorAll('script:not([src])')) {
    const json = /window\.__appData\s*=\s*(\{[\s\S]*\})\s*;?/.exec(script.textContent ?? '')?.[1];
    const data = json === undefined ? undefined : parsedTolerantly(json);
    if (isRecord(data) && isRecord(data.posting)) return ofData(document, data, data.posting);
  }
  return {};
}

function ofData(document: Document, { organization }: JsonRecord, posting: JsonRecord): Found {
  const html = textIn(posting.descriptionHtml);
  return {
    title: textIn(posting.title),
    company: isRecord(organization) ? textIn(organization.name) : undefined,
    location: textIn(posting.locationName),
    workMode: workModeIn(textIn(posting.workplaceType)?.replace(/^OnSite$/i, 'on-site')),
    salaryText: textIn(posting.compensationTierSummary),
    description: html === undefined ? undefined : tidyDescription(document, html),
  };
}
