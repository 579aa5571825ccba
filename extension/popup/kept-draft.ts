import { browser } from 'wxt/browser';
import { canonicalUrl } from '@/lib/capture';
import { type Draft, draftSchema } from '../page/draft';

/** What was typed over a posting before the popup closed; it lasts until the browser is closed. */
export async function keptDraft(url: string | null | undefined): Promise<Draft | undefined> {
  if (!url) return undefined;
  const key = keyOf(url);
  const kept = draftSchema.safeParse((await browser.storage.session.get(key))[key]);
  return kept.success ? kept.data : undefined;
}

/** Keeps it, or with undefined forgets it. */
export async function keepDraft(url: string | null | undefined, draft: Draft | undefined): Promise<void> {
  if (!url) return;
  if (draft) await browser.storage.session.set({ [keyOf(url)]: draft });
  else await browser.storage.session.remove(keyOf(url));
}

function keyOf(url: string): string {
  return `draft:${canonicalUrl(url)}`;
}
