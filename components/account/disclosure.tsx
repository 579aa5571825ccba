import type { ReactNode } from 'react';
import { buttonVariants } from '@/components/ui/button-variants';
import { cn } from '@/components/ui/cn';

type DisclosureProps = {
  label: ReactNode;
  /** Shown from the start, such as for a form that came back with something wrong in it. */
  open?: boolean;
  children: ReactNode;
};

/** A button that shows a form below itself; a browser without JavaScript can do that, too. */
export function Disclosure({ label, open = false, children }: DisclosureProps) {
  return (
    <details open={open} className="group">
      <summary
        className={cn(
          buttonVariants({ variant: 'secondary', size: 'sm' }),
          'cursor-pointer list-none group-open:bg-muted [&::-webkit-details-marker]:hidden',
        )}
      >
        {label}
      </summary>
      <div className="mt-5 max-w-sm">{children}</div>
    </details>
  );
}
