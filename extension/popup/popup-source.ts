import { browser } from 'wxt/browser';
import { captureLink } from '../page/capture-link';
import { captureTab } from '../page/capture-tab';
import type { Draft } from '../page/draft';

/** What the popup is about: the page at hand, the page of a tab, or a link that was not opened. */
export type PopupSource =
  | { kind: 'active_tab' }
  | { kind: 'tab'; tabId: number }
  | { kind: 'link'; url: string };

/** What was read, with words where it was less than hoped for. */
export type SourceRead = { draft: Draft; words?: string };

/** What a popup's own address says that it is about. */
export function sourceOfPopup({ searchParams }: URL): PopupSource {
  const link = searchParams.get('link') ?? '';
  if (/^https?:\/\//.test(link)) return { kind: 'link', url: link };
  const tabId = Number(searchParams.get('tab') ?? Number.NaN);
  return Number.isInteger(tabId) ? { kind: 'tab', tabId } : { kind: 'active_tab' };
}

/** Reads it. Never throws: at worst the fields are empty, with words that say why. */
export async function readSource(source: PopupSource): Promise<SourceRead> {
  if (source.kind === 'link') return captureLink(source.url);
  const tabId = source.kind === 'tab' ? source.tabId : await activeTabId();
  const draft = tabId === undefined ? undefined : await captureTab(tabId);
  if (draft === undefined)
    return { draft: {}, words: 'This page cannot be read. You can fill in the fields yourself.' };
  if (!draft.title || !draft.company)
    return { draft, words: 'Not everything could be read. Add what is missing.' };
  return { draft };
}

async function activeTabId(): Promise<number | undefined> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id;
}
