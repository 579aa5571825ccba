import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { makeContextMenus, onContextMenu } from '../background/context-menu';
import { onRequest } from '../background/on-request';
import { flushAlarm, sendWaiting } from '../background/outbox';
import { colourBadges, showSavedBadge } from '../saved/badge';
import { knownSavedKey } from '../saved/known-saved';

/** Listens: everything is decided elsewhere. Listeners stand at once, or what woke this would be missed. */
export default defineBackground(() => {
  browser.runtime.onInstalled.addListener(() => {
    void makeContextMenus();
    void begin();
  });
  browser.runtime.onStartup.addListener(() => void begin());
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === flushAlarm) void sendWaiting();
  });
  self.addEventListener('online', () => void sendWaiting({ hurry: true }));
  browser.contextMenus.onClicked.addListener((info, tab) => void onContextMenu(info, tab));
  browser.runtime.onMessage.addListener((message, sender, respond) => {
    onRequest(message, sender).then(respond, (error: unknown) => {
      console.error(error);
      respond(undefined);
    });
    return true;
  });
  browser.tabs.onUpdated.addListener((tabId, change, tab) => {
    if (change.url !== undefined || change.status === 'complete') void showSavedBadge(tabId, tab.url);
  });
  browser.storage.local.onChanged.addListener((changes) => {
    if (knownSavedKey in changes) void markAllTabs();
  });
});

async function begin(): Promise<void> {
  await colourBadges();
  await sendWaiting({ hurry: true });
  await markAllTabs();
}

async function markAllTabs(): Promise<void> {
  for (const { id, url } of await browser.tabs.query({})) if (id !== undefined) await showSavedBadge(id, url);
}
