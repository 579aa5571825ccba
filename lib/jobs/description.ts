import sanitizeHtml from 'sanitize-html';

/** What a description may be at most after cleaning, in UTF-16 units. The database holds to the same number of characters. */
export const descriptionMax = 100_000;

/**
 * The description of a job with nothing in it but markup of text: whatever was pasted, captured or sent, no element,
 * attribute or address of it can run a script, load a picture or reach into the page. Plain text becomes paragraphs.
 * Cleaning what is clean changes nothing. What is too long is cut, with its elements closed. Never throws.
 * @returns HTML, or null when no text remains
 */
export function cleanDescription(html: string): string | null {
  const markup = isMarkup(html) ? html : paragraphsOf(html);
  // Renaming moves elements into places that HTML does not know, such as a paragraph in a paragraph: a second pass
  // reads the result as a browser would.
  const clean = cut(inElements(sanitize(sanitizeHtml(storable(markup), renaming))));
  return hasText(clean) ? clean : null;
}

const textMarkup = [
  ...['p', 'br', 'hr', 'ul', 'ol', 'li', 'h2', 'h3', 'h4', 'blockquote', 'pre', 'code'],
  ...['strong', 'em', 'b', 'i', 'u', 'a'],
];

const strict: sanitizeHtml.IOptions = {
  allowedTags: textMarkup,
  allowedAttributes: { a: ['href', 'rel', 'target'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  parseStyleAttributes: false,
  // Of these the content is no text of the posting either.
  nonTextTags: [
    ...['script', 'style', 'noscript', 'template', 'head', 'title', 'iframe', 'object', 'svg', 'math'],
    ...['textarea', 'select', 'option', 'button', 'xmp', 'noembed', 'noframes', 'plaintext'],
  ],
  // Deeper than any posting; it bounds what closing the elements of a cut text can add.
  nestingLimit: 30,
  transformTags: { a: toSafeLink },
  exclusiveFilter: ({ tag, text }) => tag !== 'br' && tag !== 'hr' && text.trim() === '',
};

// What only arranges a page is a paragraph of text; headings start below the page's own.
const renaming: sanitizeHtml.IOptions = {
  ...strict,
  transformTags: {
    a: toSafeLink,
    h1: 'h2',
    h5: 'h4',
    h6: 'h4',
    ...Object.fromEntries(
      [
        'div',
        'section',
        'article',
        'header',
        'footer',
        'main',
        'aside',
        'td',
        'th',
        'dt',
        'dd',
        'figure',
      ].map((tag) => [tag, 'p']),
    ),
  },
};

function sanitize(html: string): string {
  return sanitizeHtml(html, strict).trim();
}

// A link that leads nowhere safe stays as its text: `span` is not among what is allowed.
function toSafeLink(_tag: string, { href = '' }: sanitizeHtml.Attributes): sanitizeHtml.Tag {
  const address = href.trim();
  if (!/^(https?:\/\/|mailto:)/i.test(address) || !URL.canParse(address)) {
    return { tagName: 'span', attribs: {} };
  }
  return { tagName: 'a', attribs: { href: address, rel: 'noopener nofollow ugc', target: '_blank' } };
}

// Or it would be read as plain text the next time.
function inElements(clean: string): string {
  return clean.includes('<') ? clean : `<p>${clean}</p>`;
}

function cut(clean: string): string {
  let room = descriptionMax;
  let short = clean;
  while (short.length > descriptionMax) {
    const start = clean.slice(0, room);
    // Half an element, half an entity or half a character at the end is none.
    short = sanitize(start.replace(/<[^>]*$|&[^;\s]{0,10}$|[\ud800-\udbff]$/, ''));
    room -= Math.max(1, short.length - descriptionMax);
  }
  return short;
}

const knownElement =
  /<\/?(?:p|br|hr|div|span|ul|ol|li|a|b|i|u|em|strong|h[1-6]|pre|code|blockquote|section|article|table|t[rdh]|d[ltd]|img|script|style|iframe|font|html|body|small|s|sub|sup|main|header|footer|center|svg|math|form|input|button|template)[\s/>]|<!--/i;

// "List<String>" and "below <5 people" are words of somebody who types.
function isMarkup(text: string): boolean {
  return knownElement.test(text);
}

function paragraphsOf(text: string): string {
  return text
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .split(/\r?\n\s*\n/)
    .map((paragraph) => `<p>${paragraph.trim().replace(/\r?\n/g, '<br />')}</p>`)
    .join('');
}

function storable(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed();
}

function hasText(html: string): boolean {
  return html.replace(/<[^>]*>|&nbsp;|\s/g, '') !== '';
}
