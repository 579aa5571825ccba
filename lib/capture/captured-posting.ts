import { cleanLine } from './clean-text';

/** What was read of a posting; what could not be read is absent. The fields are those that are entered for a job. */
export type CapturedPosting = {
  title?: string;
  company?: string;
  location?: string;
  workMode?: 'remote' | 'hybrid' | 'onsite';
  /** The pay as the posting says it. */
  salaryText?: string;
  /** HTML of text alone, see `tidyHtml`. It is cleaned again where it is stored. */
  description?: string;
  /** The site's name, or the host of any other page. */
  source?: string;
  /** Where it opens again, see `postingUrl`. */
  url?: string;
  /** YYYY-MM-DD, as the posting says it. */
  closesOn?: string;
};

/** What one way of reading finds on a page. */
export type Found = Omit<CapturedPosting, 'source' | 'url'>;

/** Characters of each field, as an entered job may have them. */
export const fieldLengthMax = {
  title: 300,
  company: 200,
  location: 200,
  salaryText: 200,
  source: 100,
  url: 2048,
} as const;

/** The same without what is empty or too long to be what it is said to be: text is cut, anything else dropped. */
export function withinLimits(found: Found): Found {
  const title = cleanLine(found.title, fieldLengthMax.title);
  const company = cleanLine(found.company, fieldLengthMax.company);
  const location = cleanLine(found.location, fieldLengthMax.location);
  const salaryText = cleanLine(found.salaryText, fieldLengthMax.salaryText);
  const closesOn = calendarDay(found.closesOn);
  return {
    ...(title ? { title } : {}),
    ...(company ? { company } : {}),
    ...(location ? { location } : {}),
    ...(salaryText ? { salaryText } : {}),
    ...(closesOn ? { closesOn } : {}),
    ...(found.workMode ? { workMode: found.workMode } : {}),
    ...(found.description ? { description: found.description } : {}),
  };
}

// The day that the posting names, wherever it is midnight there.
function calendarDay(text: string | undefined): string | undefined {
  const day = /^(\d{4}-\d{2}-\d{2})(?:$|[T ])/.exec(text?.trim() ?? '')?.[1];
  const time = day === undefined ? Number.NaN : Date.parse(day);
  // 31 February is read as a day of March.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(`${day}T`) ? day : undefined;
}
