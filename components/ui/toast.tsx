'use client';

import type { toast as sonner } from 'sonner';
import { lazyPart, useLazyPart } from './lazy-part';

type Show = typeof sonner;

const shownToasts = lazyPart(async () => (await import('./toaster')).ShownToasts);

// What was to be said before the toasts were there.
let waiting: Array<(show: Show) => void> = [];
let shown: Show | null = null;

/** Says how something went, beside whatever the person does next. From anywhere. */
export const toast = {
  success: (...said: Parameters<Show['success']>) => say((show) => show.success(...said)),
  error: (...said: Parameters<Show['error']>) => say((show) => show.error(...said)),
  /** Takes away all that is shown. */
  dismiss: () => {
    waiting = [];
    shown?.dismiss();
  },
};

function say(one: (show: Show) => void): void {
  if (shown) one(shown);
  else {
    waiting.push(one);
    shownToasts.want();
  }
}

function begin(show: Show): () => void {
  shown = show;
  for (const one of waiting.splice(0)) one(show);
  return () => {
    shown = null;
  };
}

/** Where toasts appear; once, in the root layout. */
export function Toaster() {
  const ShownToasts = useLazyPart(shownToasts);
  return ShownToasts ? <ShownToasts onReady={begin} /> : null;
}
