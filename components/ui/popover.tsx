'use client';

import { Slot } from 'radix-ui';
import {
  type ComponentProps,
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useId,
  useRef,
} from 'react';
import { lazyPart, useLazyPart } from './lazy-part';
import type * as Parts from './popover-parts';

const popoverParts = lazyPart(() => import('./popover-parts'));

type Popover = Parts.PopoverState & { contentId: string };

const PopoverContext = createContext<Popover | null>(null);

type PopoverProps = { open: boolean; onOpenChange: (open: boolean) => void; children: ReactNode };

/**
 * State of a panel that floats beside its trigger; Escape and a click elsewhere close it. What opens is fetched when it may
 * be needed (lazy-part.ts), and opens as soon as it is there.
 */
export function Popover({ open, onOpenChange, children }: PopoverProps) {
  const trigger = useRef<HTMLButtonElement>(null);
  const contentId = useId();
  useEffect(() => {
    if (open) popoverParts.want();
  }, [open]);
  return (
    <PopoverContext value={{ open, setOpen: onOpenChange, trigger, contentId }}>{children}</PopoverContext>
  );
}

function usePopover(): Popover {
  const popover = useContext(PopoverContext);
  if (!popover) throw new Error('A part of a popover is outside of any.');
  return popover;
}

/** What opens and closes it: one button. */
export function PopoverTrigger({ children }: { children: ReactNode }) {
  const { open, setOpen, trigger, contentId } = usePopover();
  return (
    <Slot.Root
      ref={trigger}
      aria-haspopup="dialog"
      aria-expanded={open}
      aria-controls={open ? contentId : undefined}
      data-state={open ? 'open' : 'closed'}
      onClick={() => setOpen(!open)}
    >
      {children}
    </Slot.Root>
  );
}

/** The panel; name it by `aria-label`. */
export function PopoverContent(props: Omit<ComponentProps<typeof Parts.Content>, 'state' | 'id'>) {
  const { contentId, ...popover } = usePopover();
  const parts = useLazyPart(popoverParts);
  return parts ? <parts.Content state={popover} id={contentId} {...props} /> : null;
}

/** Closes the panel that it stands in; `asChild` with a link or button inside. */
export function PopoverClose(props: ComponentProps<typeof Parts.Close>) {
  const parts = useLazyPart(popoverParts);
  return parts ? <parts.Close {...props} /> : null;
}
