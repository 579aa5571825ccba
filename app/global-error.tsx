'use client';

import { errorReference } from '@/components/shell/error-reference';
import { buttonVariants } from '@/components/ui/button-variants';
import './globals.css';

type GlobalErrorProps = { error: unknown; retry: () => void };

/** Stands in when the root layout itself fails, so it leans on nothing but the style sheet. */
export default function GlobalError({ error, retry }: GlobalErrorProps) {
  const reference = errorReference(error);
  return (
    <html lang="en">
      <body className="min-h-dvh">
        <title>Something went wrong · Foothold</title>
        <main className="mx-auto flex min-h-dvh max-w-md flex-col items-start justify-center gap-4 px-6 py-16">
          {reference ? (
            <p className="font-mono text-13 text-muted-foreground">Reference {reference}</p>
          ) : null}
          <h1 className="font-semibold text-2xl">Something went wrong on our side</h1>
          <p className="text-muted-foreground">What you saved is safe. Try again in a moment.</p>
          <button type="button" onClick={retry} className={buttonVariants()}>
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
