/** The veil behind a dialog. */
export const overlayClasses =
  'fixed inset-0 z-40 bg-overlay data-[state=closed]:animate-fade-out data-[state=open]:animate-fade-in';

/** A dialog's panel: a sheet from below on phones, centred from 640 px up. */
export function panelClasses(size: 'sm' | 'md' | 'lg'): string {
  const width = { sm: 'sm:max-w-md', md: 'sm:max-w-lg', lg: 'sm:max-w-2xl' }[size];
  return [
    'fixed z-50 flex max-h-[92dvh] flex-col overflow-hidden border bg-surface text-foreground shadow-float',
    'max-sm:inset-x-0 max-sm:bottom-0 max-sm:rounded-t-xl max-sm:border-x-0 max-sm:border-b-0',
    'max-sm:pb-[env(safe-area-inset-bottom)]',
    'sm:inset-0 sm:m-auto sm:h-fit sm:max-h-[85dvh] sm:w-[calc(100%-2rem)] sm:rounded-xl',
    'data-[state=closed]:animate-fade-out data-[state=open]:animate-rise-in sm:data-[state=open]:animate-pop-in',
    width,
  ].join(' ');
}
