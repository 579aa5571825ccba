'use client';

import { Check, Minus } from 'lucide-react';
import { type ComponentProps, type ReactNode, useId } from 'react';
import { cn } from './cn';
import { useFieldWiring } from './field-context';

type CheckboxProps = Omit<ComponentProps<'input'>, 'type'> & {
  label: ReactNode;
  /** A second, quieter line under the label. */
  description?: ReactNode;
};

/** A checkbox with its label; the whole line is the target. */
export function Checkbox({ label, description, className, ...rest }: CheckboxProps) {
  const ownId = useId();
  const descriptionId = `${ownId}-description`;
  const wiring = useFieldWiring({
    ...rest,
    id: rest.id ?? ownId,
    'aria-describedby':
      [rest['aria-describedby'], description ? descriptionId : ''].filter(Boolean).join(' ') || undefined,
  });
  return (
    <div className={cn('flex items-start gap-2.5', className)}>
      <span className="relative mt-0.5 inline-flex size-4 shrink-0">
        <input
          {...rest}
          {...wiring}
          type="checkbox"
          className="peer size-4 appearance-none rounded-sm border border-control bg-surface transition-colors checked:border-primary checked:bg-primary indeterminate:border-primary indeterminate:bg-primary disabled:cursor-not-allowed disabled:opacity-50 aria-invalid:border-danger-solid"
        />
        <Check
          aria-hidden="true"
          strokeWidth={3}
          className="pointer-events-none absolute inset-0.5 hidden size-3 text-primary-foreground peer-checked:block"
        />
        <Minus
          aria-hidden="true"
          strokeWidth={3}
          className="pointer-events-none absolute inset-0.5 hidden size-3 text-primary-foreground peer-indeterminate:block"
        />
      </span>
      <div className="grid gap-0.5">
        <label htmlFor={wiring.id} className="text-sm">
          {label}
        </label>
        {description ? (
          <p id={descriptionId} className="text-13 text-muted-foreground">
            {description}
          </p>
        ) : null}
      </div>
    </div>
  );
}
