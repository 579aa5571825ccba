'use client';

import type { ComponentProps } from 'react';
import { useFormStatus } from 'react-dom';
import { Button } from './button';

/** The submit button of a `<form action={…}>`: it shows the loading state while that form's action runs. */
export function SubmitButton({
  loading = false,
  ...rest
}: Omit<ComponentProps<typeof Button>, 'type' | 'asChild'>) {
  const { pending } = useFormStatus();
  return <Button type="submit" loading={pending || loading} {...rest} />;
}
