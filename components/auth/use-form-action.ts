'use client';

import { type FormEvent, startTransition, useActionState, useEffect, useRef, useState } from 'react';
import { type FormState, untouchedForm } from '@/lib/auth/form-state';

/** A server action that takes a form. */
export type FormAction<Outcome extends string, Shown = unknown> = (
  before: FormState<Outcome, Shown>,
  form: FormData,
) => Promise<FormState<Outcome, Shown>>;

/** What {@link useFormAction} gives a form. */
export type WiredForm<Outcome extends string> = ReturnType<typeof useFormAction<Outcome, unknown>>;

/**
 * Wires a form to a server action. Spread `formProps` on the `<form>`: without JavaScript the browser posts it, with
 * JavaScript what was typed stays in the fields, and the first wrong one gets the focus. `pressed` is the value of the
 * button that sent it, while it is pending.
 */
export function useFormAction<Outcome extends string, Shown = unknown>(action: FormAction<Outcome, Shown>) {
  const [pressed, setPressed] = useState<string>();
  const [state, dispatch, pending] = useActionState<FormState<Outcome, Shown>, FormData>(
    action,
    untouchedForm,
  );
  const ref = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (state.problem) ref.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [state]);

  // React empties a form once its action has run; sent by hand, a mistyped address can be put right where it is.
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    const { submitter } = event.nativeEvent as SubmitEvent;
    const form = new FormData(event.currentTarget, submitter);
    setPressed(submitter instanceof HTMLButtonElement ? submitter.value : undefined);
    startTransition(() => dispatch(form));
  };

  return {
    state,
    pending,
    pressed: pending ? pressed : undefined,
    formProps: { ref, action: dispatch, onSubmit, noValidate: true },
  };
}
