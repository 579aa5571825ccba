'use client';

import { Slot } from 'radix-ui';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { lazyPart, useLazyPart } from './lazy-part';

const shownTooltip = lazyPart(async () => (await import('./tooltip-parts')).ShownTooltip);

type TooltipProps = {
  /** A few words; never the only place where something is said, since touch has no hover. */
  content: ReactNode;
  /** One focusable element. */
  children: ReactNode;
};

/** A short explanation of a control on hover and on keyboard focus. */
export function Tooltip({ content, children }: TooltipProps) {
  const ShownTooltip = useLazyPart(shownTooltip);
  const control = useRef<HTMLElement>(null);
  const hasFocus = useRef(false);
  // The control is made anew when its tooltip comes, and keeps the focus that it had.
  useLayoutEffect(() => {
    if (ShownTooltip && hasFocus.current) control.current?.focus();
  }, [ShownTooltip]);
  const inner = (
    <Slot.Root
      ref={control}
      onFocus={() => {
        hasFocus.current = true;
        // A focus that is set by another program comes without a key.
        void shownTooltip.want();
      }}
      onBlur={() => {
        hasFocus.current = false;
      }}
    >
      {children}
    </Slot.Root>
  );
  return ShownTooltip ? <ShownTooltip content={content}>{inner}</ShownTooltip> : inner;
}
