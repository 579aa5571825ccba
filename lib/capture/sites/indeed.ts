import { allTexts, firstElement, firstText, titleParts } from '../look-up';
import { isAt } from '../site-address';
import { tidyHtml } from '../tidy-html';
import { workModeIn } from '../work-mode';
import type { Site } from './site';

/** Indeed: a posting on a page of its own, and beside a list of results. */
export const indeed: Site = {
  source: 'indeed',
  isAt: (url) => isAt(url, 'indeed.com'),
  read: (document) => {
    const root = document.querySelector(paneSelector) ?? document;
    const description = firstElement(root, ['#jobDescriptionText', '.jobsearch-JobComponent-description']);
    const inTitle = titleParts(document.title, [/^(?<title>.+?) - (?<location>[^-]+?) - Indeed\.com$/]);
    const place = firstText(root, locationSelectors);
    const details = allTexts(
      root,
      '#salaryInfoAndJobType span, [data-testid="jobsearch-OtherJobDetailsContainer"] span',
    );
    return {
      // What follows is read out and not shown.
      title: (firstText(root, titleSelectors) ?? inTitle.title)?.replace(/\s*-\s*job post$/i, ''),
      company: firstText(root, companySelectors),
      location:
        place?.replace(/^(?:hybrid work|hybrid|remote)(?: in |\s*•\s*|$)/i, '').replace(/\s*•.*$/, '') ||
        place ||
        inTitle.location,
      workMode: workModeIn(place, ...details),
      salaryText: details.find(
        (detail) => /\d/.test(detail) && /[$€£¥]|\b(?:year|hour|month|week|day)\b/i.test(detail),
      ),
      description: description && tidyHtml(description),
    };
  },
};

const paneSelector = [
  '#jobsearch-ViewjobPaneWrapper',
  '.jobsearch-RightPane',
  '[data-testid="viewJobBodyJobPane"]',
  '.jobsearch-JobComponent',
].join(', ');

const titleSelectors = [
  '[data-testid="jobsearch-JobInfoHeader-title"]',
  '[data-testid="simpler-jobTitle"]',
  '.jobsearch-JobInfoHeader-title',
  'h1',
];

const companySelectors = [
  '[data-testid="inlineHeader-companyName"]',
  '[data-company-name="true"]',
  '[data-testid="jobsearch-CompanyInfoContainer"] a',
  '.jobsearch-InlineCompanyRating a',
];

const locationSelectors = [
  '[data-testid="inlineHeader-companyLocation"]',
  '[data-testid="job-location"]',
  '[data-testid="jobsearch-JobInfoHeader-companyLocation"]',
  '.jobsearch-JobInfoHeader-subtitle > div:last-child',
];
