'use client';

import { Search } from 'lucide-react';
import { createContext, type ReactNode, use, useEffect, useState, useSyncExternalStore } from 'react';
import { cn } from '../../ui/cn';
import { Dialog, DialogContent } from '../../ui/dialog';
import { Kbd } from '../../ui/kbd';
import { PaletteSearch } from './palette-search';

const OpenPalette = createContext<() => void>(() => {});

/** Has ⌘K, or Ctrl+K, open a search over people and pages from anywhere below it. */
export function CommandPalette({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState(false);

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isAsked = (event.metaKey || event.ctrlKey) && !event.shiftKey && !event.altKey;
      if (!isAsked || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      // Over a dialog that asks something, nothing else is asked.
      setOpen((isOpen) => !isOpen && !document.querySelector('[role="dialog"], [role="alertdialog"]'));
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);

  return (
    <OpenPalette value={() => setOpen(true)}>
      {children}
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent title="Go to" className="sm:mt-[12dvh]">
          <PaletteSearch onGone={() => setOpen(false)} />
        </DialogContent>
      </Dialog>
    </OpenPalette>
  );
}

/** Opens the palette by hand, and tells of the keys. `look` as of the user menu. */
export function PaletteButton({ look }: { look: 'row' | 'icon' }) {
  const open = use(OpenPalette);
  const isMac = useSyncExternalStore(
    neverChanges,
    () => /mac|iphone|ipad/i.test(navigator.userAgent),
    () => false,
  );
  return (
    <button
      type="button"
      aria-keyshortcuts="Meta+K Control+K"
      onClick={open}
      className={cn(
        'flex items-center rounded-md text-muted-foreground transition-colors hover:text-foreground',
        look === 'row'
          ? 'h-9 w-full gap-2.5 border border-input bg-surface px-2.5 text-13'
          : 'size-9 justify-center',
      )}
    >
      <Search aria-hidden="true" className="size-4 shrink-0" />
      <span className={look === 'row' ? undefined : 'sr-only'}>Find</span>
      {look === 'row' ? <Kbd className="ml-auto">{isMac ? '⌘K' : 'Ctrl K'}</Kbd> : null}
    </button>
  );
}

const neverChanges = () => () => {};
