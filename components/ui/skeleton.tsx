import type { ComponentProps } from 'react';
import { cn } from './cn';

/** Holds the place of something that is loading, within text, too; give it the size of what will come. */
export function Skeleton({ className, ...rest }: ComponentProps<'span'>) {
  return (
    <span
      aria-hidden="true"
      className={cn('block animate-skeleton rounded-md bg-border/70', className)}
      {...rest}
    />
  );
}
