import type { ComponentProps } from 'react';
import { cn } from './cn';

/** The label of a control; inside a `Field` it is made for you. */
export function Label({
  className,
  htmlFor,
  children,
  ...rest
}: ComponentProps<'label'> & { htmlFor: string }) {
  return (
    <label htmlFor={htmlFor} className={cn('font-medium text-13 text-foreground', className)} {...rest}>
      {children}
    </label>
  );
}
