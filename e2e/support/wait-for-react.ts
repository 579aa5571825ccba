import { type Browser, type BrowserContext, type Page, selectors } from '@playwright/test';

/**
 * Has every action and assertion on every page of a browser, or of a context with a browser of its own, wait until React
 * has taken over what the page shows by then: what is pressed or typed before that is lost.
 *
 * It is asked before each of them and not after `goto`, so that what brings a new document makes no difference (a form, a
 * redirect, the way back from Checkout), and a part that is streamed later is waited for as well. Left alone are pages that
 * React does not run: those of others, and ours without JavaScript. `page.keyboard` and `page.mouse` know of no part of
 * the page and do not wait: assert something first.
 */
export async function waitForReact(browser: Browser | BrowserContext): Promise<void> {
  registered ??= selectors.register(engine, partsWithoutReact);
  await registered;
  if ('newContext' in browser) {
    for (const context of browser.contexts()) watchContext(context);
    browser.on('context', watchContext);
  } else watchContext(browser);
}

const engine = 'without-react';
let registered: Promise<void> | undefined;

function watchContext(context: BrowserContext): void {
  for (const page of context.pages()) watchPage(page);
  context.on('page', watchPage);
}

function watchPage(page: Page): void {
  // Playwright itself waits until no such part is left; there is nothing to press away. A page may be gone already.
  page.addLocatorHandler(page.locator(`${engine}=control`), async () => {}).catch(() => {});
}

/**
 * A selector engine: finds one part of the page that can be pressed or typed into and that React does not know yet. It is
 * sent to the page as text, so all that it needs is within it.
 */
function partsWithoutReact() {
  // From the start of the document: where React never comes, an assertion has some of its time left.
  const patienceMs = 20_000;
  const controls = 'button, input, select, textarea, summary, a[href]';
  const mark = '__reactProps$';

  const propsOf = (element: Element): unknown => {
    const key = Object.keys(element).find((name) => name.startsWith(mark));
    return key === undefined ? undefined : Reflect.get(element, key);
  };
  // Whether it came as HTML out of somebody's text, which React does not look into.
  const isWithinText = (element: Element): boolean => {
    for (let parent = element.parentElement; parent; parent = parent.parentElement) {
      const props = propsOf(parent);
      if (typeof props === 'object' && props !== null) return 'dangerouslySetInnerHTML' in props;
    }
    return false;
  };
  const isSeen = (element: Element): boolean => {
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0 && element.checkVisibility({ visibilityProperty: true });
  };
  const found = (): Element[] => {
    const isOurs = document.querySelector('script[src*="/_next/"]') !== null;
    if (!isOurs || performance.now() > patienceMs || matchMedia('(scripting: none)').matches) return [];
    const first = [...document.querySelectorAll(controls)].find(
      (element) => propsOf(element) === undefined && isSeen(element) && !isWithinText(element),
    );
    return first ? [first] : [];
  };
  return { query: () => found()[0], queryAll: found };
}
