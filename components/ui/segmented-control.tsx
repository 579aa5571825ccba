'use client';

import { type ReactNode, useId } from 'react';
import { cn } from './cn';

type SegmentedControlProps<Value extends string> = {
  /** What is chosen here, for screen readers, such as "Billing interval". */
  label: string;
  value: Value;
  onValueChange: (value: Value) => void;
  options: ReadonlyArray<{ value: Value; label: ReactNode; hint?: ReactNode }>;
  className?: string;
};

/** A choice between two to four short options, all in view. Arrow keys move the choice. */
export function SegmentedControl<Value extends string>({
  label,
  value,
  onValueChange,
  options,
  className,
}: SegmentedControlProps<Value>) {
  const name = useId();
  return (
    <fieldset aria-label={label} className={cn('inline-flex rounded-lg border bg-muted p-0.5', className)}>
      {options.map((option) => (
        <label
          key={option.value}
          className={cn(
            'relative inline-flex h-8 flex-1 cursor-pointer items-center justify-center gap-1.5 whitespace-nowrap rounded-md border border-transparent px-3 font-medium text-13 text-muted-foreground transition-colors hover:text-foreground',
            'has-checked:border-border has-checked:bg-surface has-checked:text-foreground dark:has-checked:border-input',
          )}
        >
          {/* Lies over the whole option, so that it is what is pressed, and what shows that it has the focus. */}
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onValueChange(option.value)}
            className="absolute inset-0 cursor-pointer appearance-none rounded-md"
          />
          {option.label}
          {option.hint ? <span className="font-normal text-primary">{option.hint}</span> : null}
        </label>
      ))}
    </fieldset>
  );
}
