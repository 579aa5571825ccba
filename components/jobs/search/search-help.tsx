'use client';

import { CircleHelp } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/button';
import { lazyPart, useLazyPart } from '../../ui/lazy-part';

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
  const SearchHelpDialog = useLazyPart(helpDialog);
  return (
    <>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label="How to search"
        onClick={() => {
          helpDialog.want();
          setOpen(true);
        }}
      >
        <CircleHelp aria-hidden="true" />
      </Button>
      {SearchHelpDialog ? (
        <SearchHelpDialog open={open} onOpenChange={setOpen} advanced={advanced} onTry={onTry} />
      ) : null}
    </>
  );
}
