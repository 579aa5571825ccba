'use client';

import { CircleAlert } from 'lucide-react';
import { errorReference } from '@/components/shell/error-reference';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

type ErrorPageProps = { error: unknown; retry: () => void };

/** A signed-in page that failed, inside the shell, so that the way to the others stays open. */
export default function ErrorPage({ error, retry }: ErrorPageProps) {
  const reference = errorReference(error);
  return (
    <EmptyState
      level={1}
      icon={CircleAlert}
      title="This page could not be shown"
      description={`What you saved is safe. Try again in a moment.${reference ? ` Reference: ${reference}` : ''}`}
      action={<Button onClick={retry}>Try again</Button>}
    />
  );
}
