'use client';

import { Check } from 'lucide-react';
import { Menu as Primitive } from 'radix-ui/internal';
import { type ComponentProps, type RefObject, useRef } from 'react';
import { cn } from './cn';

const itemClasses = [
  'relative flex min-h-8 cursor-default select-none items-center gap-2.5 rounded-md px-2 py-1 text-sm outline-none',
  'data-disabled:pointer-events-none data-disabled:opacity-50',
  '[&_svg]:size-4 [&_svg]:shrink-0',
].join(' ');

// A tick has its place at the end.
const choiceClasses = 'pr-8 data-highlighted:bg-muted';

/** What a menu's list needs to know of the button that opens it. */
export type MenuState = {
  open: boolean;
  setOpen: (open: boolean) => void;
  trigger: RefObject<HTMLButtonElement | null>;
  triggerId: string;
  contentId: string;
};

type ContentProps = ComponentProps<typeof Primitive.Content> & { menu: MenuState };

/**
 * The floating list. Not modal: the page behind neither stops scrolling nor vanishes for screen readers because of a small
 * list. When it closes the focus goes back to the button, unless it was closed by pressing somewhere else.
 */
export function Content({ menu, className, sideOffset = 4, align = 'end', ...rest }: ContentProps) {
  const pressedElsewhere = useRef(false);
  return (
    <Primitive.Root open={menu.open} onOpenChange={menu.setOpen} modal={false}>
      <Primitive.Anchor virtualRef={menu.trigger} />
      <Primitive.Portal>
        <Primitive.Content
          id={menu.contentId}
          aria-labelledby={menu.triggerId}
          sideOffset={sideOffset}
          align={align}
          collisionPadding={8}
          onInteractOutside={() => {
            pressedElsewhere.current = true;
          }}
          onCloseAutoFocus={(event) => {
            if (!pressedElsewhere.current) menu.trigger.current?.focus();
            pressedElsewhere.current = false;
            event.preventDefault();
          }}
          className={cn(
            'z-50 max-h-(--radix-popper-available-height) min-w-44 overflow-y-auto rounded-lg border bg-surface p-1 text-foreground shadow-float',
            'origin-(--radix-popper-transform-origin) data-[state=closed]:animate-fade-out data-[state=open]:animate-pop-in',
            className,
          )}
          {...rest}
        />
      </Primitive.Portal>
    </Primitive.Root>
  );
}

type ItemProps = ComponentProps<typeof Primitive.Item> & { tone?: 'default' | 'danger' };

export function Item({ className, tone = 'default', ...rest }: ItemProps) {
  return (
    <Primitive.Item
      className={cn(
        itemClasses,
        tone === 'danger'
          ? 'text-danger data-highlighted:bg-danger-subtle'
          : 'data-highlighted:bg-muted [&_svg]:text-muted-foreground',
        className,
      )}
      {...rest}
    />
  );
}

export const RadioGroup = Primitive.RadioGroup;

export function RadioItem({ className, children, ...rest }: ComponentProps<typeof Primitive.RadioItem>) {
  return (
    <Primitive.RadioItem className={cn(itemClasses, choiceClasses, className)} {...rest}>
      {children}
      <Tick />
    </Primitive.RadioItem>
  );
}

export function CheckboxItem({
  className,
  children,
  ...rest
}: ComponentProps<typeof Primitive.CheckboxItem>) {
  return (
    <Primitive.CheckboxItem className={cn(itemClasses, choiceClasses, className)} {...rest}>
      {children}
      <Tick />
    </Primitive.CheckboxItem>
  );
}

function Tick() {
  return (
    <Primitive.ItemIndicator className="absolute right-2">
      <Check aria-hidden="true" className="text-muted-foreground" />
    </Primitive.ItemIndicator>
  );
}

export function Label({ className, ...rest }: ComponentProps<typeof Primitive.Label>) {
  return <Primitive.Label className={cn('px-2 py-1.5 text-muted-foreground text-xs', className)} {...rest} />;
}

export function Separator({ className, ...rest }: ComponentProps<typeof Primitive.Separator>) {
  return <Primitive.Separator className={cn('-mx-1 my-1 h-px bg-border', className)} {...rest} />;
}
