'use client';

import { useRef } from 'react';

/**
 * Gives the focus back to what opened a dialog. Radix does so only for its own triggers; ours are mostly opened from
 * rows and menus. A focus that has been moved elsewhere on purpose stays there.
 */
export function useReturnFocus() {
  const opener = useRef<HTMLElement | null>(null);
  return {
    onOpenAutoFocus: () => {
      opener.current = openerOf(document.activeElement);
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      const focusIsLost = document.activeElement === null || document.activeElement === document.body;
      if (focusIsLost) opener.current?.focus();
    },
  };
}

// A menu's item is gone by the time the dialog closes; the button that opened the menu is named by its label.
function openerOf(element: Element | null): HTMLElement | null {
  const menuButtonId = element?.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  const opener = menuButtonId ? document.getElementById(menuButtonId) : element;
  return opener instanceof HTMLElement ? opener : null;
}
