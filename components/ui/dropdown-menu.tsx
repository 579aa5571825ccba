'use client';

import { Check } from 'lucide-react';
import { DropdownMenu as Primitive } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './cn';

const itemClasses = [
  'relative flex min-h-8 cursor-default select-none items-center gap-2.5 rounded-md px-2 py-1 text-sm outline-none',
  'data-disabled:pointer-events-none data-disabled:opacity-50 data-highlighted:bg-muted',
  '[&_svg]:size-4 [&_svg]:shrink-0',
].join(' ');

/**
 * State of a menu; arrow keys, typing ahead and Escape work as in a native one. Not modal: the page behind neither
 * stops scrolling nor vanishes for screen readers because of a small list.
 */
export function DropdownMenu(props: ComponentProps<typeof Primitive.Root>) {
  return <Primitive.Root modal={false} {...props} />;
}

export const DropdownMenuTrigger = Primitive.Trigger;
export const DropdownMenuRadioGroup = Primitive.RadioGroup;

/** The floating list. */
export function DropdownMenuContent({
  className,
  sideOffset = 4,
  align = 'end',
  ...rest
}: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        sideOffset={sideOffset}
        align={align}
        collisionPadding={8}
        className={cn(
          'z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 overflow-y-auto rounded-lg border bg-surface p-1 text-foreground shadow-float',
          'origin-(--radix-dropdown-menu-content-transform-origin) data-[state=closed]:animate-fade-out data-[state=open]:animate-pop-in',
          className,
        )}
        {...rest}
      />
    </Primitive.Portal>
  );
}

type ItemProps = ComponentProps<typeof Primitive.Item> & { tone?: 'default' | 'danger' };

/** One action; `asChild` with a link or a submit button inside is fine. */
export function DropdownMenuItem({ className, tone = 'default', ...rest }: ItemProps) {
  return (
    <Primitive.Item
      className={cn(
        itemClasses,
        tone === 'danger' ? 'text-danger data-highlighted:bg-danger-subtle' : '[&_svg]:text-muted-foreground',
        className,
      )}
      {...rest}
    />
  );
}

/** One of several exclusive choices; a tick marks the current one. */
export function DropdownMenuRadioItem({
  className,
  children,
  ...rest
}: ComponentProps<typeof Primitive.RadioItem>) {
  return (
    <Primitive.RadioItem className={cn(itemClasses, 'pr-8', className)} {...rest}>
      {children}
      <Primitive.ItemIndicator className="absolute right-2">
        <Check aria-hidden="true" className="text-muted-foreground" />
      </Primitive.ItemIndicator>
    </Primitive.RadioItem>
  );
}

/** One of several things that can each be on or off; a tick marks those that are on. */
export function DropdownMenuCheckboxItem({
  className,
  children,
  ...rest
}: ComponentProps<typeof Primitive.CheckboxItem>) {
  return (
    <Primitive.CheckboxItem className={cn(itemClasses, 'pr-8', className)} {...rest}>
      {children}
      <Primitive.ItemIndicator className="absolute right-2">
        <Check aria-hidden="true" className="text-muted-foreground" />
      </Primitive.ItemIndicator>
    </Primitive.CheckboxItem>
  );
}

/** A heading inside a menu. */
export function DropdownMenuLabel({ className, ...rest }: ComponentProps<typeof Primitive.Label>) {
  return <Primitive.Label className={cn('px-2 py-1.5 text-muted-foreground text-xs', className)} {...rest} />;
}

/** A hairline between groups of items. */
export function DropdownMenuSeparator({ className, ...rest }: ComponentProps<typeof Primitive.Separator>) {
  return <Primitive.Separator className={cn('-mx-1 my-1 h-px bg-border', className)} {...rest} />;
}
