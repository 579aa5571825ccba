import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type BrowserContext, chromium, expect, type Page, type Worker } from '@playwright/test';
import { type FixturePage, fixturePages, htmlOf } from '@/lib/capture/test-support';
import { env } from '@/lib/env';
import playwright from '@/playwright.config';
import { waitForReact } from './wait-for-react';

/** A browser with the extension as it is built for people, in which the sites of the fixtures are at their addresses. */
export type PostingBrowser = {
  context: BrowserContext;
  /** Opens a page of a site, by the name of its fixture. */
  open(file: string): Promise<Page>;
  /** Opens the extension's popup for a page, as a click on its icon would, for a link, or for nothing that can be read. */
  popup(about?: Page | { link: string }): Promise<Page>;
  /** Connects the account that this browser is signed in to, by the popup and the site's page. */
  connect(): Promise<void>;
  /** The extension's background, as it runs now. */
  worker(): Promise<Worker>;
  /** What the icon is marked with on a page. */
  badge(page: Page): Promise<string>;
  /** What waits on this device. */
  queue(): Promise<{ id: string; refusal: unknown }[]>;
};

/** Starts it. Close its context afterwards. @param profile a folder that outlives it, for a browser that is started again */
export async function postingBrowser(profile = ''): Promise<PostingBrowser> {
  const { launchOptions, baseURL = '' } = playwright.use ?? {};
  const folder = builtExtension();
  const context = await chromium.launchPersistentContext(profile, {
    ...launchOptions,
    baseURL,
    args: [
      ...(launchOptions?.args ?? []),
      `--disable-extensions-except=${folder}`,
      `--load-extension=${folder}`,
    ],
  });
  await waitForReact(context);
  const worker = async (): Promise<Worker> =>
    context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const origin = `chrome-extension://${new URL((await worker()).url()).host}`;
  await context.route(
    (url) => url.protocol === 'https:',
    (route) => {
      // What stands behind the # is not asked for.
      const page = fixturePages.find(({ url }) => url.split('#')[0] === route.request().url());
      return page
        ? route.fulfill({ contentType: 'text/html; charset=utf-8', body: htmlOf(page) })
        : route.abort();
    },
  );
  const tabOf = async (page: Page) => {
    const tabs = await (await worker()).evaluate(() => Reflect.get(globalThis, 'chrome').tabs.query({}));
    return Number(tabs.find((tab: { url?: string }) => tab.url === page.url())?.id);
  };
  const queryFor = async (about: Page | { link: string } | undefined): Promise<Record<string, string>> => {
    // There is no such tab, as when its page cannot be read.
    if (about === undefined) return { tab: '-1' };
    return 'link' in about ? { link: about.link } : { tab: String(await tabOf(about)) };
  };
  const popup: PostingBrowser['popup'] = async (about) => {
    const query = new URLSearchParams(await queryFor(about));
    const page = await context.newPage();
    await page.setViewportSize({ width: 400, height: 640 });
    await page.goto(`${origin}/popup.html?${query}`);
    return page;
  };
  return {
    context,
    popup,
    worker,
    open: async (file) => {
      const page = await context.newPage();
      await page.goto(fixtureOf(file).url);
      return page;
    },
    connect: async () => {
      const page = await popup();
      const opened = context.waitForEvent('page');
      await page.getByRole('button', { name: 'Connect', exact: true }).click();
      await (await opened).getByRole('button', { name: 'Connect' }).click();
      await expect(page.getByRole('button', { name: 'Save job' })).toBeVisible();
      await page.close();
    },
    badge: async (page) => {
      const tabId = await tabOf(page);
      return (await worker()).evaluate(
        (tabId) => Reflect.get(globalThis, 'chrome').action.getBadgeText({ tabId }),
        tabId,
      );
    },
    queue: async () =>
      (await worker()).evaluate(
        async () => (await Reflect.get(globalThis, 'chrome').storage.local.get('queue')).queue ?? [],
      ),
  };
}

/** A fixture by its name. @throws Error when there is none */
export function fixtureOf(file: string): FixturePage {
  const page = fixturePages.find((each) => each.file === file);
  if (!page) throw new Error(`There is no fixture ${file}.`);
  return page;
}

let built: string | undefined;

// Once per process of the tests: it takes seconds.
function builtExtension(): string {
  if (built) return built;
  const out = mkdtempSync(join(tmpdir(), 'foothold-extension-'));
  process.on('exit', () => rmSync(out, { recursive: true, force: true }));
  const hosts = [...new Set(fixturePages.map(({ url }) => `${new URL(url).origin}/*`))];
  const build = spawnSync(process.execPath, [resolve('node_modules/wxt/bin/wxt.mjs'), 'build', 'extension'], {
    encoding: 'utf8',
    env: {
      ...process.env,
      APP_URL: env().APP_URL,
      FOOTHOLD_EXTENSION_OUT: out,
      FOOTHOLD_EXTENSION_TEST_HOSTS: hosts.join(','),
    },
  });
  if (build.status !== 0) throw new Error(`The extension was not built: ${build.stdout}${build.stderr}`);
  built = join(out, 'chrome-mv3');
  return built;
}
