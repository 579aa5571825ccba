import type { ComponentProps, ReactNode } from 'react';
import { cn } from '../ui/cn';
import { ActingBar } from './acting-bar';

/** The frame around every page while an admin acts as somebody: the bar above, and a border that nobody overlooks. */
export function ActingFrame({
  children,
  ...bar
}: ComponentProps<typeof ActingBar> & { children: ReactNode }) {
  return (
    <div className="[--frame-top:5.75rem] md:[--frame-top:3.5rem]">
      <ActingBar {...bar} />
      <div
        aria-hidden="true"
        className={cn(
          'pointer-events-none fixed inset-0 z-36 border-4',
          bar.mayWrite ? 'border-danger-solid' : 'border-warning-solid',
        )}
      />
      {children}
    </div>
  );
}
