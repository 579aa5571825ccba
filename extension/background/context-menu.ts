import { browser } from 'wxt/browser';
import { ownAddress } from '../api/own-address';

/** The entries that a page and a link have in the menu of the right mouse button. */
export async function makeContextMenus(): Promise<void> {
  await browser.contextMenus.removeAll();
  browser.contextMenus.create({
    id: 'page',
    title: 'Save this job to Foothold',
    contexts: ['page', 'selection'],
  });
  browser.contextMenus.create({
    id: 'link',
    title: 'Save this job to Foothold',
    contexts: ['link'],
    targetUrlPatterns: ['http://*/*', 'https://*/*'],
  });
}

/** What a click on an entry does: it shows what would be saved, to be looked at first. */
export async function onContextMenu(
  { menuItemId, linkUrl }: { menuItemId: string | number; linkUrl?: string },
  tab: { id?: number; windowId?: number } | undefined,
): Promise<void> {
  if (menuItemId === 'link' && linkUrl) await openWindow({ link: linkUrl });
  else if (tab?.id !== undefined) await openPopup(tab.id, tab.windowId);
}

async function openPopup(tabId: number, windowId: number | undefined): Promise<void> {
  try {
    await browser.action.openPopup(windowId === undefined ? {} : { windowId });
  } catch {
    // Browsers before 127 open it for a click on the icon alone.
    await openWindow({ tab: String(tabId) });
  }
}

async function openWindow(query: Record<string, string>): Promise<void> {
  const url = `${ownAddress('/popup.html')}?${new URLSearchParams(query)}`;
  await browser.windows.create({ type: 'popup', url, width: 420, height: 680 });
}
