/**
 * What a person pastes, with its markup of text and nothing else, so that the field shows what will be saved. The server
 * cleans again: what comes from a browser decides nothing.
 * @param root of a document that is not shown, such as that of a `DOMParser`
 * @returns HTML
 */
export function pastedMarkup(root: Node): string {
  return [...root.childNodes].map(markupOf).join('');
}

/** Plain text as paragraphs of HTML. */
export function pastedText(text: string): string {
  return text
    .split(/\r?\n\s*\n/)
    .map((paragraph) => escaped(paragraph.trim()).replace(/\r?\n/g, '<br>'))
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => `<p>${paragraph}</p>`)
    .join('');
}

const kept = new Set('p ul ol li h2 h3 h4 blockquote pre code strong em b i u'.split(' '));
const renamed: Readonly<Record<string, string>> = { h1: 'h2', h5: 'h4', h6: 'h4' };
// Arrange a page: a paragraph each, unless they hold such themselves.
const blocks = new Set('div section article header footer main aside td th dt dd figure'.split(' '));
const dropped = new Set(
  'script style noscript template head title iframe object svg math textarea select button'.split(' '),
);

function markupOf(node: Node): string {
  if (node.nodeType === TEXT_NODE) return escaped(node.textContent ?? '');
  if (node.nodeType !== ELEMENT_NODE) return '';
  const name = node.nodeName.toLowerCase();
  if (dropped.has(name)) return '';
  if (name === 'br' || name === 'hr') return `<${name}>`;
  const inside = pastedMarkup(node);
  if (inside.trim() === '') return inside;
  if (name === 'a') return linkOf(node, inside);
  const tag =
    blocks.has(name) && !/<(?:p|ul|ol|h\d|pre|blockquote|hr)\b/.test(inside) ? 'p' : (renamed[name] ?? name);
  return kept.has(tag) ? `<${tag}>${inside}</${tag}>` : inside;
}

function linkOf(node: Node, inside: string): string {
  const href =
    'getAttribute' in node && typeof node.getAttribute === 'function' ? node.getAttribute('href') : null;
  return typeof href === 'string' && /^(?:https?:\/\/|mailto:)/i.test(href.trim())
    ? `<a href="${escaped(href.trim())}">${inside}</a>`
    : inside;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

// As `Node` has them; this also runs where there is none.
const ELEMENT_NODE = 1;
const TEXT_NODE = 3;
