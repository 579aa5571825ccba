'use client';

import { Slot } from 'radix-ui';
import { type ComponentProps, createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { cn } from './cn';
import type * as Parts from './dialog-parts';
import { lazyPart, useLazyPart } from './lazy-part';

const dialogParts = lazyPart(() => import('./dialog-parts'));

type State = { open: boolean; onOpenChange: (open: boolean) => void };

const DialogContext = createContext<State | null>(null);

type DialogProps = Partial<State> & { children: ReactNode };

/**
 * State of a dialog: focus is kept inside and goes back to where it was. It may be held by who uses it. What opens is fetched
 * when it may be needed (lazy-part.ts), and opens as soon as it is there.
 */
export function Dialog({ open: given, onOpenChange, children }: DialogProps) {
  const [own, setOwn] = useState(false);
  const open = given ?? own;
  useEffect(() => {
    if (open) void dialogParts.want();
  }, [open]);
  const change = (next: boolean) => {
    setOwn(next);
    onOpenChange?.(next);
  };
  return <DialogContext value={{ open, onOpenChange: change }}>{children}</DialogContext>;
}

function useDialog(): State {
  const dialog = useContext(DialogContext);
  if (!dialog) throw new Error('A part of a dialog is outside of any.');
  return dialog;
}

/** What opens it: one button. */
export function DialogTrigger({ children }: { children: ReactNode }) {
  const { open, onOpenChange } = useDialog();
  return (
    <Slot.Root aria-haspopup="dialog" aria-expanded={open} onClick={() => onOpenChange(!open)}>
      {children}
    </Slot.Root>
  );
}

/** The panel: centred on a desktop, a sheet from below on a phone. Put `DialogBody` and `DialogFooter` inside. */
export function DialogContent(props: ComponentProps<typeof Parts.Content>) {
  const dialog = useDialog();
  const parts = useLazyPart(dialogParts);
  if (!parts) return null;
  return (
    <parts.Root {...dialog}>
      <parts.Content {...props} />
    </parts.Root>
  );
}

/** Closes the dialog that it stands in; `asChild` with a button inside. */
export function DialogClose(props: ComponentProps<typeof Parts.Close>) {
  const parts = useLazyPart(dialogParts);
  return parts ? <parts.Close {...props} /> : null;
}

/** The scrolling middle of a dialog. */
export function DialogBody({ className, ...rest }: ComponentProps<'div'>) {
  return <div className={cn('min-h-0 flex-1 overflow-y-auto px-5 pt-1 pb-5 sm:px-6', className)} {...rest} />;
}

/** The actions of a dialog, the main one last; on a phone they stack with the main one on top. */
export function DialogFooter({ className, ...rest }: ComponentProps<'div'>) {
  return (
    <div
      className={cn(
        'flex flex-col-reverse gap-2 border-t bg-subtle px-5 py-4 max-sm:[&>*]:w-full sm:flex-row sm:justify-end sm:rounded-b-xl sm:px-6',
        className,
      )}
      {...rest}
    />
  );
}
