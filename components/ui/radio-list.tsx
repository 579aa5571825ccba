import type { ReactNode } from 'react';
import { cn } from './cn';

type RadioListProps<Value extends string> = {
  /** What is chosen here. */
  legend: ReactNode;
  name: string;
  options: ReadonlyArray<{ value: Value; label: ReactNode; description?: ReactNode; aside?: ReactNode }>;
  /** What is chosen; give it with `onValueChange`, or leave both off and set `defaultValue`. */
  value?: Value;
  onValueChange?: (value: Value) => void;
  defaultValue?: Value;
  className?: string;
};

/** A choice of one among a few, each with a line about it; the whole row is the target. */
export function RadioList<Value extends string>({
  legend,
  name,
  options,
  value,
  onValueChange,
  defaultValue,
  className,
}: RadioListProps<Value>) {
  return (
    <fieldset className={cn('grid gap-1.5', className)}>
      <legend className="mb-1.5 font-medium text-sm">{legend}</legend>
      <div className="divide-y rounded-lg border bg-surface">
        {options.map((option) => (
          <label
            key={option.value}
            className="flex cursor-pointer items-start gap-3 px-4 py-3 transition-colors first:rounded-t-lg last:rounded-b-lg hover:bg-subtle has-checked:bg-primary-subtle"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              {...(value === undefined
                ? { defaultChecked: option.value === defaultValue }
                : { checked: option.value === value, onChange: () => onValueChange?.(option.value) })}
              className="mt-0.5 size-4 shrink-0 appearance-none rounded-full border border-control bg-surface transition-[border-width,border-color] checked:border-[5px] checked:border-primary"
            />
            <span className="grid min-w-0 flex-1 gap-0.5">
              <span className="flex flex-wrap items-baseline justify-between gap-x-4">
                <span className="font-medium text-sm">{option.label}</span>
                {option.aside ? (
                  <span className="tabular text-13 text-muted-foreground">{option.aside}</span>
                ) : null}
              </span>
              {option.description ? (
                <span className="text-13 text-muted-foreground">{option.description}</span>
              ) : null}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
