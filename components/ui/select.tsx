'use client';

import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from './cn';
import { controlClasses } from './control-classes';
import { useFieldWiring } from './field-context';

/** The browser's own select in our looks: the best picker on a phone and for screen readers. */
export function Select({ className, children, ...rest }: ComponentProps<'select'>) {
  const wiring = useFieldWiring(rest);
  return (
    <div className={cn('relative', className)}>
      <select {...rest} {...wiring} className={cn(controlClasses, 'h-9 appearance-none pr-9 pl-3')}>
        {children}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute top-2.5 right-3 size-4 text-muted-foreground"
      />
    </div>
  );
}
