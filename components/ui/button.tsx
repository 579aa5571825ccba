'use client';

import { LoaderCircle } from 'lucide-react';
import { Slot } from 'radix-ui';
import type { ComponentProps, MouseEvent } from 'react';
import { type ButtonLook, buttonVariants } from './button-variants';
import { cn } from './cn';

type ButtonProps = ComponentProps<'button'> &
  ButtonLook & {
    /** Shows that work is under way. The button keeps its width, its name and the focus, and ignores clicks. */
    loading?: boolean;
    /** Gives the looks to the single child element instead of rendering a `<button>`; `loading` has no effect. */
    asChild?: boolean;
  };

/** A button; `type` is `button` unless told otherwise, so that none submits a form by accident. */
export function Button({
  variant,
  size,
  loading = false,
  asChild = false,
  type = 'button',
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const classes = cn(buttonVariants({ variant, size }), className);
  if (asChild) {
    return (
      <Slot.Root className={classes} onClick={onClick} {...rest}>
        {children}
      </Slot.Root>
    );
  }

  // `disabled` would drop the keyboard focus while the work runs, so a loading button swallows clicks instead.
  const click = (event: MouseEvent<HTMLButtonElement>) => {
    if (loading) event.preventDefault();
    else onClick?.(event);
  };

  return (
    <button
      type={type}
      className={classes}
      aria-busy={loading || undefined}
      aria-disabled={loading || undefined}
      onClick={click}
      {...rest}
    >
      {loading ? (
        <>
          <span className="inline-flex items-center justify-center gap-2 opacity-0">{children}</span>
          <span className="absolute inset-0 flex items-center justify-center" aria-hidden="true">
            <LoaderCircle className="animate-spin" />
          </span>
        </>
      ) : (
        children
      )}
    </button>
  );
}
