import { Readability } from '@mozilla/readability';
import type { Found } from './captured-posting';
import { tidyHtml } from './tidy-html';

/** The main text of any page, without what stands around it: the last resort for a description. */
export function readableText(document: Document): Found {
  // It takes apart what it is given.
  const copy = document.cloneNode(true);
  if (!isDocument(copy)) return {};
  const article = new Readability<Node>(copy, {
    disableJSONLD: true,
    maxElemsToParse: 30_000,
    serializer: (node) => node,
  }).parse();
  return article?.content ? { description: tidyHtml(article.content) } : {};
}

function isDocument(node: Node): node is Document {
  return node.nodeType === 9;
}
