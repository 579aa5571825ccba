import { allTexts, firstElement, firstText, metaContent, titleParts } from '../look-up';
import { isAt } from '../site-address';
import { tidyHtml } from '../tidy-html';
import { workModeIn } from '../work-mode';
import type { Site } from './site';

/** LinkedIn, signed in (alone and beside a list of results) and as everybody sees it. */
export const linkedin: Site = {
  source: 'linkedin',
  isAt: (url) => isAt(url, 'linkedin.com'),
  read: (document) => {
    const root = document.querySelector(paneSelector) ?? document;
    const inTitle = titleParts(metaContent(document, ['og:title']) ?? document.title, titlePatterns);
    const summary = firstText(root, summarySelectors);
    const pills = allTexts(root, pillSelector);
    const description = firstElement(root, descriptionSelectors);
    const location = firstText(root, locationSelectors) ?? placeIn(summary) ?? inTitle.location;
    return {
      title: firstText(root, titleSelectors) ?? inTitle.title,
      company: firstText(root, companySelectors) ?? inTitle.company,
      location: location?.replace(/\s*\((?:remote|hybrid|on-?site)\)$/i, ''),
      workMode: workModeIn(...pills, location, summary),
      salaryText:
        firstText(root, ['.compensation__salary']) ??
        pills.find((pill) => /[$€£¥]\s?\d|\d\s?(?:K|EUR|USD|GBP)\b/.test(pill)),
      description: description && tidyHtml(description),
    };
  },
};

// Beside a list of results only this part is about the posting that is open.
const paneSelector = [
  '.jobs-search__job-details--container',
  '.scaffold-layout__detail',
  '.jobs-details',
  '[data-view-name="job-detail-page"]',
].join(', ');

const titleSelectors = [
  '.job-details-jobs-unified-top-card__job-title',
  '.jobs-unified-top-card__job-title',
  'h1.top-card-layout__title',
  'h1.topcard__title',
  'h1',
];

const companySelectors = [
  '.job-details-jobs-unified-top-card__company-name',
  '.jobs-unified-top-card__company-name',
  '.topcard__org-name-link',
  '.top-card-layout__second-subline .topcard__flavor:not(.topcard__flavor--bullet)',
  '[aria-label^="Company, "]',
];

const locationSelectors = ['.topcard__flavor--bullet', '.jobs-unified-top-card__bullet'];

// "Berlin, Germany · 2 weeks ago · Over 100 applicants"
const summarySelectors = [
  '.job-details-jobs-unified-top-card__primary-description-container',
  '.job-details-jobs-unified-top-card__tertiary-description-container',
  '.jobs-unified-top-card__subtitle-primary-grouping',
];

const pillSelector = [
  '.job-details-fit-level-preferences button',
  '.job-details-jobs-unified-top-card__job-insight',
  '.job-details-preferences-and-skills__pill',
  '.jobs-unified-top-card__workplace-type',
].join(', ');

const descriptionSelectors = [
  '#job-details',
  '.jobs-description__content .jobs-box__html-content',
  '.jobs-description-content__text',
  '.show-more-less-html__markup',
  '.description__text',
  '[data-testid="expandable-text-box"]',
];

const titlePatterns = [
  /^(?<company>.+?) hiring (?<title>.+?) in (?<location>[^|]+?) \| LinkedIn$/,
  /^(?:\(\d+\+?\) )?(?<title>[^|]+?) \| (?<company>[^|]+?) \| LinkedIn$/,
];

function placeIn(summary: string | undefined): string | undefined {
  return summary
    ?.split('·')
    .map((part) => part.trim())
    .find((part) => part !== '' && !/\d|\b(?:ago|applicants?|people|promoted|reposted)\b/i.test(part));
}
