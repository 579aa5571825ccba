'use client';

import { Check, Minus } from 'lucide-react';

type ChoiceBoxProps = {
  /** What it chooses, for screen readers: beside it stands what everybody else sees. */
  label: string;
  checked: boolean;
  /** Whether some of what it stands for are chosen and some are not. */
  indeterminate?: boolean;
  onChange: (checked: boolean) => void;
};

/** A box without words, for the rows of a table. */
export function ChoiceBox({ label, checked, indeterminate = false, onChange }: ChoiceBoxProps) {
  const Mark = indeterminate ? Minus : Check;
  return (
    // The target is larger than the box.
    <label className="relative -m-2 inline-flex cursor-pointer p-2">
      <span className="sr-only">{label}</span>
      <input
        type="checkbox"
        checked={checked}
        ref={(box) => {
          if (box) box.indeterminate = indeterminate;
        }}
        onChange={(event) => onChange(event.target.checked)}
        className="size-4 appearance-none rounded-sm border border-control bg-surface transition-colors checked:border-primary checked:bg-primary indeterminate:border-primary indeterminate:bg-primary"
      />
      {checked || indeterminate ? (
        <Mark
          aria-hidden="true"
          strokeWidth={3}
          className="pointer-events-none absolute inset-2.5 size-3 text-primary-foreground"
        />
      ) : null}
    </label>
  );
}
