'use client';

import { createContext, useContext } from 'react';

type FieldWiring = {
  controlId: string;
  describedBy: string | undefined;
  invalid: boolean;
  required: boolean;
};

export const FieldContext = createContext<FieldWiring | null>(null);

type WiredProps = {
  id?: string | undefined;
  required?: boolean | undefined;
  'aria-describedby'?: string | undefined;
  'aria-invalid'?: boolean | 'true' | 'false' | 'grammar' | 'spelling' | undefined;
};

/**
 * The props by which a control belongs to the `Field` around it: id for the label, description by hint and error,
 * invalid state, required. What the control itself was given wins. Outside a `Field` nothing changes.
 */
export function useFieldWiring(own: WiredProps): WiredProps {
  const field = useContext(FieldContext);
  if (!field) {
    return {
      id: own.id,
      required: own.required,
      'aria-describedby': own['aria-describedby'],
      'aria-invalid': own['aria-invalid'],
    };
  }
  const descriptions = [own['aria-describedby'], field.describedBy].filter(Boolean).join(' ');
  return {
    id: own.id ?? field.controlId,
    required: own.required ?? (field.required || undefined),
    'aria-describedby': descriptions || undefined,
    'aria-invalid': own['aria-invalid'] ?? (field.invalid || undefined),
  };
}
