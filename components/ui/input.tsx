'use client';

import type { ComponentProps } from 'react';
import { cn } from './cn';
import { controlClasses } from './control-classes';
import { useFieldWiring } from './field-context';

/** A one-line text field; inside a `Field` it takes label, hint and error from there. */
export function Input({ className, type = 'text', ...rest }: ComponentProps<'input'>) {
  const wiring = useFieldWiring(rest);
  return <input type={type} {...rest} {...wiring} className={cn(controlClasses, 'h-9 px-3', className)} />;
}
