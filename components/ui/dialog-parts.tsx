'use client';

import { X } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { Button } from './button';
import { cn } from './cn';
import { overlayClasses, panelClasses } from './dialog-classes';
import { useReturnFocus } from './use-return-focus';

export const Root = Primitive.Root;
export const Close = Primitive.Close;

type ContentProps = Omit<ComponentProps<typeof Primitive.Content>, 'title'> & {
  title: ReactNode;
  /** One sentence under the title, read out with it. */
  description?: ReactNode;
  size?: 'sm' | 'md' | 'lg';
};

/** The panel: centred on a desktop, a sheet from below on a phone. */
export function Content({ title, description, size = 'md', className, children, ...rest }: ContentProps) {
  const returnFocus = useReturnFocus();
  // Radix looks for a description unless told that there is none.
  const described = description ? {} : { 'aria-describedby': undefined };
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={overlayClasses} />
      <Primitive.Content
        {...described}
        {...returnFocus}
        onOpenAutoFocus={(event) => {
          returnFocus.onOpenAutoFocus();
          focusFirstField(event);
        }}
        {...rest}
        className={cn(panelClasses(size), className)}
      >
        <header className="flex items-start justify-between gap-4 px-5 pt-5 pb-4 sm:px-6">
          <div className="grid gap-1">
            <Primitive.Title className="font-semibold text-base">{title}</Primitive.Title>
            {description ? (
              <Primitive.Description className="text-muted-foreground text-sm">
                {description}
              </Primitive.Description>
            ) : null}
          </div>
          <Primitive.Close asChild>
            <Button variant="ghost" size="icon-sm" aria-label="Close" className="-mt-1 -mr-2">
              <X aria-hidden="true" />
            </Button>
          </Primitive.Close>
        </header>
        {children}
      </Primitive.Content>
    </Primitive.Portal>
  );
}

/**
 * Begins in the first field instead of on the button that closes. Not on a touch screen, where the keyboard would come
 * up and cover what has just been opened.
 */
function focusFirstField(event: Event): void {
  const panel = event.currentTarget;
  if (!(panel instanceof HTMLElement) || window.matchMedia('(pointer: coarse)').matches) return;
  const field = panel.querySelector<HTMLElement>(
    'input:not([readonly], [type="hidden"]), textarea:not([readonly])',
  );
  if (!field) return;
  event.preventDefault();
  field.focus();
}
