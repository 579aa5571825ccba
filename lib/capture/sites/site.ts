import type { Found } from '../captured-posting';

/**
 * A site that shows postings in a way of its own. Each field is looked for in several places, the steadiest first, so
 * that a changed page loses a field and not the posting.
 */
export type Site = {
  /** What `source` of a job is called. */
  source: string;
  isAt: (url: URL, document: Document) => boolean;
  read: (document: Document, url: URL) => Found;
};
