'use client';

import { errorReference } from '@/components/shell/error-reference';
import { MessagePage } from '@/components/shell/message-page';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';

type ErrorPageProps = { error: unknown; retry: () => void };

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  const reference = errorReference(error);
  return (
    <MessagePage
      code={reference ? `Reference ${reference}` : undefined}
      title="Something went wrong on our side"
      description={
        reference
          ? 'What you saved is safe. Try again; if it keeps happening, tell us the reference above.'
          : 'What you saved is safe. Try again in a moment.'
      }
      actions={
        <>
          <Button onClick={retry}>Try again</Button>
          <ButtonLink href="/" variant="secondary">
            Start page
          </ButtonLink>
        </>
      }
    />
  );
}
