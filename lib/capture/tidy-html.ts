import { withoutControls } from './clean-text';
import { decodeEntities } from './decode-entities';

/** Characters of a description: well below what a saved job may hold, since cleaning it there may add some. */
const lengthMax = 80_000;

/**
 * What an element says, as HTML of paragraphs, headings, lists, emphasis and links alone: no script, style, form,
 * image or attribute but the address of a link. What is longer than a description may be is cut.
 */
export function tidyHtml(...elements: readonly Node[]): string {
  const written = new Writer();
  for (const element of elements) written.children(element, 0);
  return written.html();
}

/**
 * A description as a posting's data has it: HTML, HTML with its brackets written as entities, or plain text.
 * @param document lends its parser; nothing of it is changed
 */
export function tidyDescription(document: Document, text: string): string {
  let html = text;
  if (!hasMarkup.test(html) && /&lt;\/?[a-z]/i.test(html)) html = decodeEntities(html);
  if (!hasMarkup.test(html)) return paragraphsOf(decodeEntities(html));
  // What is in a template belongs to no page: nothing of it is loaded or run.
  const template = document.createElement('template');
  template.innerHTML = html.slice(0, 4 * lengthMax);
  return tidyHtml(template.content);
}

/** Plain text as paragraphs; a single line break stays one. */
export function paragraphsOf(text: string): string {
  return withoutControls(text)
    .slice(0, lengthMax / 2)
    .toWellFormed()
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => `<p>${escaped(paragraph).replace(/\s*\n\s*/g, '<br>')}</p>`)
    .join('')
    .slice(0, 2 * lengthMax);
}

const hasMarkup = /<(?:[a-z][a-z0-9]*|\/[a-z][a-z0-9]*)(?:\s[^<>]*)?\/?>/i;

const kept = new Set([
  ...['p', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'strong', 'em', 'b', 'i', 'u', 'a'],
  ...['blockquote', 'pre', 'code', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
]);

const dropped = new Set([
  ...['script', 'style', 'noscript', 'template', 'iframe', 'object', 'embed', 'svg', 'math', 'canvas'],
  ...['img', 'picture', 'video', 'audio', 'button', 'input', 'select', 'textarea', 'dialog', 'nav', 'head'],
]);

// What begins on a line of its own though nothing of it is kept.
const blocks = new Set(['div', 'section', 'article', 'main', 'header', 'footer', 'figure', 'dl', 'dt', 'dd']);

class Writer {
  #parts: string[] = [];
  #length = 0;

  html(): string {
    return this.#parts
      .join('')
      .replace(/\s+/g, ' ')
      .replace(/(?:\s*<br>\s*){3,}/g, '<br><br>')
      .replace(/<(p|li|h[2-6]|ul|ol|strong|em|b|i|u)>(?:\s|<br>)*<\/\1>/g, '')
      .replace(/^(?:\s|<br>)+|(?:\s|<br>)+$/g, '');
  }

  children(node: Node, depth: number): void {
    // Deeper than any posting, and than the stack of a call would bear.
    if (depth > 100) return;
    for (const child of node.childNodes) {
      if (this.#length >= lengthMax) return;
      if (child.nodeType === 3)
        this.#write(escaped(withoutControls(child.nodeValue ?? '')).replace(/\s+/g, ' '));
      else if (isElement(child)) this.#element(child, depth + 1);
    }
  }

  #element(element: Element, depth: number): void {
    const name = element.localName.toLowerCase();
    if (dropped.has(name) || element.getAttribute('aria-hidden') === 'true') return;
    if (name === 'br') {
      this.#write('<br>');
      return;
    }
    const tag = name === 'h1' ? 'h2' : name;
    if (!kept.has(tag)) {
      if (blocks.has(name)) this.#onOwnLine(element, depth);
      else this.children(element, depth);
      return;
    }
    const open = tag === 'a' ? linkTag(element) : `<${tag}>`;
    if (open === undefined) {
      this.children(element, depth);
      return;
    }
    this.#write(open);
    this.children(element, depth);
    this.#write(`</${tag}>`);
  }

  #onOwnLine(element: Element, depth: number): void {
    if ([...element.childNodes].some((child) => isElement(child) && isBlock(child))) {
      this.children(element, depth);
      return;
    }
    this.#write('<p>');
    this.children(element, depth);
    this.#write('</p>');
  }

  #write(part: string): void {
    this.#parts.push(part);
    this.#length += part.length;
  }
}

function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}

function isBlock(element: Element): boolean {
  const name = element.localName.toLowerCase();
  return blocks.has(name) || /^(?:p|h[1-6]|ul|ol|li|table|blockquote|pre|form)$/.test(name);
}

function linkTag(element: Element): string | undefined {
  const href = element.getAttribute('href') ?? '';
  if (!/^https?:\/\//i.test(href) || href.length > 1000 || !URL.canParse(href)) return undefined;
  return `<a href="${escaped(new URL(href).href)}">`;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
