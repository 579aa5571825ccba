import type { ComponentProps } from 'react';
import { cn } from './cn';

/** A key on the keyboard. */
export function Kbd({ className, ...rest }: ComponentProps<'kbd'>) {
  return (
    <kbd
      className={cn(
        'inline-flex h-5 min-w-5 items-center justify-center rounded-sm border bg-subtle px-1 font-sans text-muted-foreground text-xs',
        className,
      )}
      {...rest}
    />
  );
}
