import { browser } from 'wxt/browser';
import { readQueue } from '../queue/stored-queue';
import { knownSaved } from './known-saved';

/** Marks the toolbar's icon on a tab whose posting is saved; its address is only told for pages that were granted. */
export async function showSavedBadge(tabId: number, url: string | undefined): Promise<void> {
  // One after the other, or the mark could be what was so before.
  await navigator.locks.request('badge', async () => {
    const saved = url === undefined ? undefined : await knownSaved(url);
    try {
      await browser.action.setBadgeText({ tabId, ...(saved ? { text: '✓' } : {}) });
      await browser.action.setTitle({
        tabId,
        title: saved ? 'Saved to Foothold' : 'Save this job to Foothold',
      });
    } catch {
      // The tab was closed meanwhile.
    }
  });
}

/** Marks the icon everywhere while something that was not saved waits for the person. */
export async function showQueueBadge(): Promise<void> {
  const refused = (await readQueue()).filter(({ refusal }) => refusal !== null).length;
  await browser.action.setBadgeText({ text: refused > 0 ? '!' : '' });
}

/** The colours of the marks: the accent on both themes. */
export async function colourBadges(): Promise<void> {
  await browser.action.setBadgeBackgroundColor({ color: '#00644a' });
  await browser.action.setBadgeTextColor({ color: '#ffffff' });
}
