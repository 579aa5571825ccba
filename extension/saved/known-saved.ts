import { browser } from 'wxt/browser';
import { z } from 'zod';
import { canonicalUrl } from '@/lib/capture';
import { type SavedRef, savedRefSchema } from '../queue/queue-item';

/** Where it is kept: by canonical address, what this browser has saved or found saved. */
export const knownSavedKey = 'knownSaved';

const knownSchema = z.record(z.string(), savedRefSchema);

/** As many as a long search has; the oldest are forgotten first. */
const knownMax = 1_000;

/** The saved job at an address, as far as this browser knows. */
export async function knownSaved(url: string): Promise<SavedRef | undefined> {
  return (await readKnown())[canonicalUrl(url)];
}

/** Keeps that an address is saved. */
export async function noteSaved(url: string, saved: SavedRef): Promise<void> {
  await change((known) => {
    const { [canonicalUrl(url)]: _former, ...others } = known;
    return { ...others, [canonicalUrl(url)]: saved };
  });
}

/** Forgets that an address is saved as that job, which the site does not have any more. What was saved since stays. */
export async function forgetSaved(url: string, id: string): Promise<void> {
  await change((known) => {
    const { [canonicalUrl(url)]: former, ...others } = known;
    return former?.id === id ? others : known;
  });
}

/** Forgets all of it, as when somebody else connects. */
export async function forgetKnownSaved(): Promise<void> {
  await browser.storage.local.remove(knownSavedKey);
}

async function change(by: (known: Record<string, SavedRef>) => Record<string, SavedRef>): Promise<void> {
  await navigator.locks.request('known-saved', async () => {
    const kept = Object.fromEntries(Object.entries(by(await readKnown())).slice(-knownMax));
    await browser.storage.local.set({ [knownSavedKey]: kept });
  });
}

async function readKnown(): Promise<Record<string, SavedRef>> {
  const stored = await browser.storage.local.get(knownSavedKey);
  const known = knownSchema.safeParse(stored[knownSavedKey]);
  return known.success ? known.data : {};
}
