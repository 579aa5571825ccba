import type { Found } from '../captured-posting';
import { decodedLine } from '../clean-text';
import { isRecord, type JsonRecord, listIn, textIn } from '../json';
import { tidyDescription } from '../tidy-html';
import { workModeIn } from '../work-mode';
import { locationOf } from './location';
import { salaryTextOf } from './salary';

/** The fields of a schema.org `JobPosting`, in whichever of its shapes each is given. */
export function fieldsOfPosting(document: Document, posting: JsonRecord): Found {
  const title = decodedLine(textIn(posting.title) ?? textIn(posting.name));
  const description = textIn(posting.description);
  const location = decodedLine(locationOf(posting));
  return {
    title,
    company: decodedLine(nameOf(posting.hiringOrganization)),
    location,
    workMode: workModeOf(posting, title, location),
    salaryText: decodedLine(salaryTextOf(posting)),
    description: description === undefined ? undefined : tidyDescription(document, description),
    closesOn: textIn(posting.validThrough),
  };
}

function nameOf(organization: unknown): string | undefined {
  for (const each of listIn(organization)) {
    const name = isRecord(each) ? (textIn(each.name) ?? textIn(each.legalName)) : textIn(each);
    if (name) return name;
  }
  return undefined;
}

function workModeOf(
  { jobLocationType }: JsonRecord,
  title: string | undefined,
  location: string | undefined,
): Found['workMode'] {
  const said = listIn(jobLocationType).map((each) => textIn(each));
  return workModeIn(...said) ?? workModeIn(title, location);
}
