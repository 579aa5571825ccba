'use client';

import { Popover as Primitive } from 'radix-ui';
import { type ComponentProps, type RefObject, useRef } from 'react';
import { cn } from './cn';

/** What a floating panel needs to know of the button that opens it. */
export type PopoverState = {
  open: boolean;
  setOpen: (open: boolean) => void;
  trigger: RefObject<HTMLButtonElement | null>;
};

type ContentProps = ComponentProps<typeof Primitive.Content> & { state: PopoverState };

/** The panel. When it closes the focus goes back to the button, unless it was closed by pressing somewhere else. */
export function Content({ state, className, sideOffset = 6, align = 'end', ...rest }: ContentProps) {
  const { open, setOpen, trigger } = state;
  const pressedElsewhere = useRef(false);
  return (
    <Primitive.Root open={open} onOpenChange={setOpen}>
      <Primitive.Anchor virtualRef={trigger} />
      <Primitive.Portal>
        <Primitive.Content
          sideOffset={sideOffset}
          align={align}
          collisionPadding={8}
          onInteractOutside={(event) => {
            // A press on the button closes it by itself; closed here as well, that press would open it again.
            if (event.target instanceof Node && trigger.current?.contains(event.target))
              event.preventDefault();
            else pressedElsewhere.current = true;
          }}
          onCloseAutoFocus={(event) => {
            if (!pressedElsewhere.current) trigger.current?.focus();
            pressedElsewhere.current = false;
            event.preventDefault();
          }}
          className={cn(
            'z-50 flex max-h-(--radix-popover-content-available-height) w-88 max-w-[calc(100vw-1rem)] flex-col rounded-lg border bg-surface text-foreground shadow-float outline-none',
            'origin-(--radix-popover-content-transform-origin) data-[state=closed]:animate-fade-out data-[state=open]:animate-pop-in',
            className,
          )}
          {...rest}
        />
      </Primitive.Portal>
    </Primitive.Root>
  );
}

export const Close = Primitive.Close;
