/** The first element that one of the selectors finds and that says something; they stand in the order of trust. */
export function firstElement(root: ParentNode, selectors: readonly string[]): Element | undefined {
  for (const selector of selectors) {
    for (const element of root.querySelectorAll(selector)) {
      if (lineOf(element) !== '') return element;
    }
  }
  return undefined;
}

/** The text of the first element found, on one line. */
export function firstText(root: ParentNode, selectors: readonly string[]): string | undefined {
  const element = firstElement(root, selectors);
  return element ? lineOf(element) : undefined;
}

/** The texts of all elements found, each once. */
export function allTexts(root: ParentNode, selector: string): string[] {
  return [...new Set([...root.querySelectorAll(selector)].map(lineOf))].filter((text) => text !== '');
}

/** What a `<meta>` says, by its name or its property. */
export function metaContent(document: Document, names: readonly string[]): string | undefined {
  for (const name of names) {
    const meta = document.querySelector(`meta[property="${name}"], meta[name="${name}"]`);
    const content = meta?.getAttribute('content')?.trim();
    if (content) return content;
  }
  return undefined;
}

/** The named groups of the first pattern that a page's title fits. */
export function titleParts(
  text: string | undefined,
  patterns: readonly RegExp[],
): Record<string, string | undefined> {
  for (const pattern of patterns) {
    // A title that is longer is none, and would only take time.
    const groups = pattern.exec(text?.slice(0, 400) ?? '')?.groups;
    if (groups) return groups;
  }
  return {};
}

function lineOf(element: Element): string {
  return (element.textContent ?? '').replace(/\s+/g, ' ').trim();
}
