import { useSyncExternalStore } from 'react';

/** Code that comes when it is wanted. */
export type LazyPart<Part> = {
  /** Asks for it. @returns whether it came */
  want: () => Promise<boolean>;
  current: () => Part | null;
  subscribe: (tell: () => void) => () => void;
};

/**
 * Code that no page needs to be shown: what floats, and opens only because somebody asks for it. It is fetched at the first
 * sign that somebody is there (a movement, a touch, a key), so that it waits before anything is pressed, and weighs nothing
 * on the way to a page that can be read. Where it cannot be fetched, whatever wants it next tries again.
 */
export function lazyPart<Part>(load: () => Promise<Part>): LazyPart<Part> {
  let part: Part | null = null;
  let loading: Promise<boolean> | null = null;
  const listeners = new Set<() => void>();
  const want = () => {
    loading ??= load().then(
      (loaded) => {
        part = loaded;
        for (const tell of listeners) tell();
        return true;
      },
      () => {
        loading = null;
        return false;
      },
    );
    return loading;
  };
  atFirstSign(want);
  return {
    want,
    current: () => part,
    subscribe: (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
  };
}

/** The code once it is there, and nothing on the server. */
export function useLazyPart<Part>({ subscribe, current }: LazyPart<Part>): Part | null {
  return useSyncExternalStore(subscribe, current, nothing);
}

const nothing = () => null;

const signs = ['pointermove', 'pointerdown', 'touchstart', 'keydown'] as const;

/** Does something once somebody moves, touches or presses anything on the page. */
function atFirstSign(work: () => void): void {
  if (typeof document === 'undefined') return;
  const seen = new AbortController();
  for (const sign of signs)
    document.addEventListener(
      sign,
      () => {
        seen.abort();
        work();
      },
      { capture: true, passive: true, signal: seen.signal },
    );
}
