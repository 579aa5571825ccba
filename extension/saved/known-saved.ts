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

/** Keeps that an address is saved, or with undefined that it is not. */
export async function noteSaved(url: string, saved: SavedRef | undefined): Promise<void> {
  const name = canonicalUrl(url);
  await navigator.locks.request('known-saved', async () => {
    const { [name]: _former, ...others } = await readKnown();
    const newest = saved ? { ...others, [name]: saved } : others;
    const kept = Object.fromEntries(Object.entries(newest).slice(-knownMax));
    await browser.storage.local.set({ [knownSavedKey]: kept });
  });
}

/** Forgets all of it, as when somebody else connects. */
export async function forgetKnownSaved(): Promise<void> {
  await browser.storage.local.remove(knownSavedKey);
}

async function readKnown(): Promise<Record<string, SavedRef>> {
  const stored = await browser.storage.local.get(knownSavedKey);
  const known = knownSchema.safeParse(stored[knownSavedKey]);
  return known.success ? known.data : {};
}
