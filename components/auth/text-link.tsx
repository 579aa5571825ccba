import Link from 'next/link';
import type { ComponentProps } from 'react';

/** A link within a sentence. */
export function TextLink(props: Omit<ComponentProps<typeof Link>, 'className'>) {
  return (
    <Link
      {...props}
      className="rounded-sm font-medium text-foreground underline decoration-input underline-offset-4 transition-colors hover:decoration-current"
    />
  );
}
