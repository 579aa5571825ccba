'use client';

import { CircleHelp } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/button';
import { LazyDialog } from '../../ui/lazy-dialog';
import { lazyPart } from '../../ui/lazy-part';

const helpDialog = lazyPart(async () => (await import('./search-help-dialog')).SearchHelpDialog);

type SearchHelpProps = {
  /** Whether the plan reads operators. */
  advanced: boolean;
  /** Puts an example into the box. */
  onTry: (question: string) => void;
};

/** The way to how one searches. */
export function SearchHelp({ advanced, onTry }: SearchHelpProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="ghost" size="icon-sm" aria-label="How to search" onClick={() => setOpen(true)}>
        <CircleHelp aria-hidden="true" />
      </Button>
      <LazyDialog code={helpDialog} with={{ open, onOpenChange: setOpen, advanced, onTry }} />
    </>
  );
}
