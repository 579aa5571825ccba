/**
 * The text of harmless HTML as `saved_jobs.description` has it, for where nothing draws it: paragraphs and lines on lines
 * of their own, items of lists behind a dash. It is no sanitiser: what comes out is text and must be treated as such.
 */
export function plainText(html: string): string {
  const lines = html
    .replace(/\r\n?/g, '\n')
    // White space is a space in HTML, also where it breaks a line.
    .replace(/\s+/g, ' ')
    .replace(/<br\b[^>]*>/gi, '\n')
    .replace(/<li\b[^>]*>/gi, '\n- ')
    .replace(/<\/?(?:p|div|h[1-6]|blockquote|pre|table)\b[^>]*>/gi, '\n\n')
    .replace(/<\/?(?:ul|ol|dl|dt|dd|tr|hr|section|article)\b[^>]*>/gi, '\n')
    .replace(/<[a-z/!?][^>]*>/gi, '');
  return decoded(lines)
    .split('\n')
    .map((line) => line.replace(/[ \u00a0]+/g, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

// In one pass, or `&amp;lt;` would become a tag's beginning.
function decoded(text: string): string {
  return text.replace(/&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return named[name.toLowerCase()] ?? whole;
    const hex = name[1]?.toLowerCase() === 'x';
    const code = Number.parseInt(name.slice(hex ? 2 : 1), hex ? 16 : 10);
    return isCharacter(code) ? String.fromCodePoint(code) : whole;
  });
}

function isCharacter(code: number): boolean {
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  bull: '•',
  rsquo: '’',
  lsquo: '‘',
  rdquo: '”',
  ldquo: '“',
  euro: '€',
};
