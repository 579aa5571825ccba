import type { ComponentProps } from 'react';
import { cn } from './cn';

/** Holds the place of something that is loading; give it the size of what will come. */
export function Skeleton({ className, ...rest }: ComponentProps<'div'>) {
  return (
    <div aria-hidden="true" className={cn('animate-skeleton rounded-md bg-border/70', className)} {...rest} />
  );
}
