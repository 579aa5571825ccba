import Link from 'next/link';
import type { ComponentProps } from 'react';
import { type ButtonLook, buttonVariants } from './button-variants';
import { cn } from './cn';

type ButtonLinkProps = ComponentProps<typeof Link> & ButtonLook;

/** A link that looks like a button: for going somewhere, where `Button` is for doing something. */
export function ButtonLink({ variant, size, className, ...rest }: ButtonLinkProps) {
  return <Link className={cn(buttonVariants({ variant, size }), className)} {...rest} />;
}
