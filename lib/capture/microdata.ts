import type { Found } from './captured-posting';
import { firstElement, firstText } from './look-up';
import { tidyHtml } from './tidy-html';
import { workModeIn } from './work-mode';

/** A schema.org `JobPosting` that is told by attributes of the page's own elements. */
export function microdataOf(document: Document): Found {
  const all = document.querySelectorAll('[itemtype*="schema.org/JobPosting" i]');
  const [posting] = all;
  // Several are a list, which does not say which one is meant.
  if (!posting || all.length > 1) return {};
  const description = firstElement(posting, ['[itemprop="description"]']);
  const location = placeOf(posting);
  return {
    title: valueIn(posting, ['[itemprop="title"]']),
    company: valueIn(posting, [
      '[itemprop="hiringOrganization"] [itemprop="name"]',
      '[itemprop="hiringOrganization"]',
    ]),
    location,
    workMode: workModeIn(valueIn(posting, ['[itemprop="jobLocationType"]']), location),
    salaryText: firstText(posting, ['[itemprop="baseSalary"]']),
    description: description && tidyHtml(description),
    closesOn: valueIn(posting, ['[itemprop="validThrough"]']),
  };
}

function placeOf(posting: Element): string | undefined {
  const parts = ['addressLocality', 'addressRegion', 'addressCountry'].map((name) =>
    valueIn(posting, [`[itemprop="${name}"]`]),
  );
  return (
    parts.filter((part) => part !== undefined).join(', ') || valueIn(posting, ['[itemprop="jobLocation"]'])
  );
}

// A value may be kept for machines beside what is shown.
function valueIn(root: Element, selectors: readonly string[]): string | undefined {
  for (const selector of selectors) {
    const element = root.querySelector(selector);
    const value =
      element?.getAttribute('content') ?? element?.getAttribute('datetime') ?? element?.textContent;
    if (value?.trim()) return value;
  }
  return undefined;
}
