import { resolve } from 'node:path';
import { type BrowserContext, chromium, type Page, type Worker } from '@playwright/test';
import { z } from 'zod';
import { env } from '@/lib/env';
import playwright from '@/playwright.config';
import { waitForReact } from './wait-for-react';

/** A browser with the extension of the tests, whose id the local stack knows. */
export type ExtensionBrowser = {
  context: BrowserContext;
  extensionId: string;
  /** Begins to connect. The window that opens is another page of the context. */
  connect(): { window: Promise<Page>; connected: Promise<Connected> };
  /** Calls the API from the extension's own origin. */
  call(path: string, options?: CallOptions): Promise<Called>;
};

/** What came of connecting: what the exchange answered, or why there was none. */
export type Connected = Partial<Called> & { code?: string; codeVerifier?: string; error?: string };

/** What the exchange answers when it gives a token. */
export const grantSchema = z.looseObject({ token: z.string(), expiresAt: z.string() });

/** An answer as the extension reads it; `blocked` when the browser does not let it. */
export type Called = {
  status: number;
  /** Whatever the API answered; each test says what it expects. */
  body: unknown;
  requestId: string | null;
  blocked?: string;
};

type CallOptions = {
  method?: string;
  body?: unknown;
  token?: string;
  headers?: Record<string, string>;
  /** An address elsewhere than the app's. */
  base?: string;
};

/** Starts it, signed out. Close its context afterwards. */
export async function extensionBrowser(): Promise<ExtensionBrowser> {
  const { launchOptions, baseURL = '' } = playwright.use ?? {};
  const folder = resolve('e2e/support/extension');
  const context = await chromium.launchPersistentContext('', {
    ...launchOptions,
    baseURL,
    args: [
      ...(launchOptions?.args ?? []),
      `--disable-extensions-except=${folder}`,
      `--load-extension=${folder}`,
    ],
  });
  await waitForReact(context);
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  return {
    context,
    extensionId: new URL(worker.url()).host,
    connect: () => ({
      window: context.waitForEvent('page'),
      connected: inExtension<Connected>(worker, 'connect', [baseURL]),
    }),
    call: (path, { method = 'GET', body, token, headers = {}, base = baseURL } = {}) =>
      inExtension<Called>(worker, 'callApi', [base + path, method, body, token, headers]),
  };
}

/** The page on which the extension of the tests is connected, or with `changed` what is not in order. */
export function connectPath(changed: Record<string, string> = {}): string {
  const query = {
    extension_id: env().EXTENSION_IDS[0] ?? '',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    state: 'state-of-it',
  };
  return `/extension/connect?${new URLSearchParams({ ...query, ...changed })}`;
}

// Its functions are in background.js, beside the manifest.
function inExtension<Result>(worker: Worker, name: string, given: unknown[]): Promise<Result> {
  return worker.evaluate(({ name, given }) => Reflect.get(globalThis, name)(...given), { name, given });
}
