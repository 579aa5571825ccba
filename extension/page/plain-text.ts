/** What HTML says as plain text: paragraphs apart, list items with a mark. Nothing of it is run or loaded. */
export function plainText(html: string): string {
  const lines: string[] = [''];
  write(new DOMParser().parseFromString(html, 'text/html').body, lines);
  return lines
    .map((line) => line.replace(/[^\S\n]+/g, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function write(node: Node, lines: string[]): void {
  for (const child of node.childNodes) {
    if (child.nodeType === 3) append(lines, child.nodeValue ?? '');
    const name = child.nodeName.toLowerCase();
    if (name === 'br') lines.push('');
    if (child.nodeType !== 1 || name === 'br') continue;
    const apart = /^(?:p|h[1-6]|ul|ol|blockquote|pre|table)$/.test(name);
    if (apart) lines.push('', '');
    if (name === 'li') lines.push('• ');
    if (name === 'tr') lines.push('');
    write(child, lines);
    if (apart) lines.push('', '');
  }
}

function append(lines: string[], text: string): void {
  lines[lines.length - 1] = `${lines.at(-1) ?? ''}${text.replace(/\s+/g, ' ')}`;
}
