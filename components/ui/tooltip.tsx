'use client';

import { Tooltip as Primitive } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';

/** Once around the app: sets the delay, and lets neighbouring tooltips follow at once. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return <Primitive.Provider delayDuration={400}>{children}</Primitive.Provider>;
}

type TooltipProps = {
  /** A few words; never the only place where something is said, since touch has no hover. */
  content: ReactNode;
  side?: ComponentProps<typeof Primitive.Content>['side'];
  /** One focusable element. */
  children: ReactNode;
};

/** A short explanation of a control on hover and on keyboard focus. */
export function Tooltip({ content, side = 'top', children }: TooltipProps) {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-w-64 animate-fade-in rounded-md bg-foreground px-2 py-1 text-background text-xs"
        >
          {content}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
