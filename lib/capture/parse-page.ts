import { parseHTML } from 'linkedom';

/** A page's HTML as a document without a browser: no script runs, nothing is loaded. What is cut short is completed. */
export function parsePage(html: string): Document {
  const { document } = parseHTML(/<html[\s>]/i.test(html) ? html : `<html><body>${html}</body></html>`);
  return document;
}
