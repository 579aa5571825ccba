import { browser } from 'wxt/browser';
import { type Draft, draftSchema } from './draft';

/** Reads the posting that a tab shows. Undefined where the browser lets nobody read, as on its own pages. */
export async function captureTab(tabId: number): Promise<Draft | undefined> {
  try {
    const [frame] = await browser.scripting.executeScript({ target: { tabId }, files: ['/capture.js'] });
    const draft = draftSchema.safeParse(frame?.result);
    return draft.success ? draft.data : undefined;
  } catch {
    return undefined;
  }
}
