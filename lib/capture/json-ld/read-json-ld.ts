import { isRecord, type JsonRecord, textIn } from '../json';

/** All schema.org job postings that a page states as data, wherever they are nested; broken data is passed over. */
export function jobPostingsIn(document: Document): JsonRecord[] {
  const nodes: JsonRecord[] = [];
  for (const script of document.querySelectorAll('script[type*="ld+json" i]')) {
    collect(parsedTolerantly(script.textContent ?? ''), 0, nodes);
    if (nodes.length >= nodesMax) break;
  }
  const stated = nodes.filter((node) => textIn(node['@id']) !== undefined && Object.keys(node).length > 1);
  const byId = new Map(stated.map((node) => [node['@id'], node]));
  return nodes.filter(isJobPosting).map((node) => withReferences(node, byId));
}

/** JSON as pages have it: within a comment, with line breaks in its texts, with a comma too many. */
export function parsedTolerantly(text: string): unknown {
  const bare = text
    .trim()
    .replace(/^(?:<!--|\/\/\s*<!\[CDATA\[|<!\[CDATA\[)/, '')
    .replace(/(?:-->|(?:\/\/\s*)?\]\]>|;)$/, '');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what breaks it
  const spaced = bare.replace(/[\u0000-\u001f]+/g, ' ');
  for (const attempt of [text, bare, spaced, spaced.replace(/,\s*([\]}])/g, '$1')]) {
    try {
      return JSON.parse(attempt);
    } catch {
      // The next attempt is more lenient.
    }
  }
  return undefined;
}

const nodesMax = 5_000;

function collect(value: unknown, depth: number, into: JsonRecord[]): void {
  if (depth > 12 || into.length >= nodesMax) return;
  if (Array.isArray(value)) {
    for (const each of value) collect(each, depth + 1, into);
  } else if (isRecord(value)) {
    into.push(value);
    for (const each of Object.values(value)) collect(each, depth + 1, into);
  }
}

function isJobPosting({ '@type': type }: JsonRecord): boolean {
  return [type].flat().some((each) => typeof each === 'string' && /(?:^|[/:#])JobPosting$/i.test(each));
}

// In a graph the company may stand beside the posting, which names it by its id alone.
function withReferences(posting: JsonRecord, byId: ReadonlyMap<unknown, JsonRecord>): JsonRecord {
  return Object.fromEntries(
    Object.entries(posting).map(([name, value]) => {
      const bareId = isRecord(value) && Object.keys(value).length === 1 ? value['@id'] : undefined;
      return [name, (bareId !== undefined && byId.get(bareId)) || value];
    }),
  );
}
