'use client';

import { CircleAlert } from 'lucide-react';
import { type ReactNode, useId, useMemo } from 'react';
import { cn } from './cn';
import { FieldContext } from './field-context';
import { Label } from './label';

type FieldProps = {
  label: ReactNode;
  /** Help under the control, for as long as nothing is wrong. */
  hint?: ReactNode;
  /** What is wrong and how to put it right. It takes the hint's place, so that it says all that the hint did. */
  error?: ReactNode;
  /** Marks the control required. The label of an optional field says so when `optional` is set. */
  required?: boolean;
  optional?: boolean;
  /** Sits at the end of the label's line, such as a "Forgot password?" link. */
  aside?: ReactNode;
  className?: string;
  /** One `Input`, `Textarea`, `Select` or other control that takes its wiring from `useFieldWiring`. */
  children: ReactNode;
};

/** A labelled control with hint and error, tied together for screen readers. */
export function Field({
  label,
  hint,
  error,
  required = false,
  optional = false,
  aside,
  className,
  children,
}: FieldProps) {
  const controlId = useId();
  const hintId = `${controlId}-hint`;
  const errorId = `${controlId}-error`;
  const invalid = Boolean(error);
  const describedBy = invalid ? errorId : hint ? hintId : undefined;
  const wiring = useMemo(
    () => ({ controlId, describedBy, invalid, required }),
    [controlId, describedBy, invalid, required],
  );

  return (
    <div className={cn('relative grid content-start gap-1.5', className)}>
      <Label htmlFor={controlId}>
        {label}
        {optional ? <span className="ml-1.5 font-normal text-subtle-foreground">Optional</span> : null}
      </Label>
      <FieldContext value={wiring}>{children}</FieldContext>
      {/* Behind the control in the order of the keyboard: on the way to it the link would only be in the way. */}
      {aside ? <div className="absolute top-0 right-0 text-13">{aside}</div> : null}
      {hint && !invalid ? (
        <p id={hintId} className="text-13 text-muted-foreground">
          {hint}
        </p>
      ) : null}
      {invalid ? (
        <p id={errorId} className="flex items-start gap-1.5 text-13 text-danger">
          <CircleAlert aria-hidden="true" className="mt-0.75 size-3.5 shrink-0" />
          <span>{error}</span>
        </p>
      ) : null}
    </div>
  );
}
