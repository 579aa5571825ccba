'use client';

import { RadioGroup } from 'radix-ui';
import type { ReactNode } from 'react';
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
  const choose = (chosen: string) => {
    const option = options.find((candidate) => candidate.value === chosen);
    if (option) onValueChange(option.value);
  };
  return (
    <RadioGroup.Root
      aria-label={label}
      value={value}
      onValueChange={choose}
      orientation="horizontal"
      className={cn('inline-flex rounded-lg border bg-muted p-0.5', className)}
    >
      {options.map((option) => (
        <RadioGroup.Item
          key={option.value}
          value={option.value}
          className={cn(
            'inline-flex h-8 flex-1 items-center justify-center gap-1.5 whitespace-nowrap rounded-md border border-transparent px-3 font-medium text-13 text-muted-foreground transition-colors hover:text-foreground',
            'data-[state=checked]:border-border data-[state=checked]:bg-surface data-[state=checked]:text-foreground dark:data-[state=checked]:border-input',
          )}
        >
          {option.label}
          {option.hint ? <span className="font-normal text-primary">{option.hint}</span> : null}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
