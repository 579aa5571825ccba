'use client';

import type { ComponentProps } from 'react';
import { cn } from './cn';
import { controlClasses } from './control-classes';
import { useFieldWiring } from './field-context';

/** A text field of several lines; it grows with its text where the browser can. */
export function Textarea({ className, rows = 4, ...rest }: ComponentProps<'textarea'>) {
  const wiring = useFieldWiring(rest);
  return (
    <textarea
      rows={rows}
      {...rest}
      {...wiring}
      className={cn(controlClasses, 'field-sizing-content max-h-64 min-h-20 px-3 py-2', className)}
    />
  );
}
