import { ashby } from './ashby';
import { greenhouse } from './greenhouse';
import { indeed } from './indeed';
import { lever } from './lever';
import { linkedin } from './linkedin';
import type { Site } from './site';
import { workday } from './workday';

/** The site that a page belongs to, where it is one of those that are known. */
export function siteOf(url: URL, document: Document): Site | undefined {
  return sites.find((site) => site.isAt(url, document));
}

const sites: readonly Site[] = [linkedin, indeed, greenhouse, lever, workday, ashby];
