import { runInNewContext } from 'node:vm';
import { afterEach, expect, it, vi } from 'vitest';
import { keepTheme } from './theme';
import { themeOf, themeScript } from './theme-cookie';

afterEach(() => vi.unstubAllGlobals());

it.each([
  [null, false, false],
  [null, true, true],
  ['light', true, false],
  ['dark', false, true],
  ['system', true, true],
  ['of some other program', true, true],
  ['of some other program', false, false],
])('with %s kept and a system that is dark: %s, the page is dark: %s', (kept, systemIsDark, expected) => {
  const page = pageOf(kept, systemIsDark);
  runInNewContext(themeScript(themeOf(kept)), page.globals);
  expect(page.isDark()).toBe(expected);

  // What follows the script leaves it so, also where the system says something.
  const end = keepIn(page, kept);
  page.beIdle();
  page.system.dispatchEvent(new Event('change'));
  expect(page.isDark()).toBe(expected);
  expect(page.globals.document.cookie).toBe('');
  end();
});

it('what the server did not know, as its cookie was lost, is shown and told once there is time', () => {
  const page = pageOf('dark', false);
  runInNewContext(themeScript('system'), page.globals);
  const end = keepIn(page, null);
  expect(page.isDark()).toBe(false);
  page.beIdle();
  expect(page.isDark()).toBe(true);
  expect(page.globals.document.cookie).toMatch(/^foothold-theme=dark; path=\/; /);
  end();
});

function keepIn(page: ReturnType<typeof pageOf>, given: string | null): () => void {
  for (const [name, value] of Object.entries(page.globals)) vi.stubGlobal(name, value);
  return keepTheme(themeOf(given));
}

/** As much of a browser as a theme needs. */
function pageOf(kept: string | null, systemIsDark: boolean) {
  const classes = new Set<string>();
  const classList = {
    add: (name: string) => classes.add(name),
    remove: (name: string) => classes.delete(name),
    contains: (name: string) => classes.has(name),
    toggle: (name: string, on: boolean) => (on ? classes.add(name) : classes.delete(name)),
  };
  let idle = () => {};
  const system = Object.assign(new EventTarget(), { matches: systemIsDark });
  return {
    system,
    beIdle: () => idle(),
    isDark: () => classes.has('dark'),
    globals: {
      document: { documentElement: { classList }, cookie: '' },
      window: new EventTarget(),
      localStorage: { getItem: () => kept },
      matchMedia: () => system,
      requestIdleCallback: (work: () => void) => {
        idle = work;
      },
      cancelIdleCallback: () => {},
      requestAnimationFrame: (work: () => void) => work(),
    },
  };
}
