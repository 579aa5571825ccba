'use client';

import Link from 'next/link';
import { Button } from '../../ui/button';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '../../ui/dialog';

type SearchHelpDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Whether the plan reads operators. */
  advanced: boolean;
  /** Puts an example into the box. */
  onTry: (question: string) => void;
};

/** How to search, with examples to try; who has no operators is told which there are, and where. */
export function SearchHelpDialog({ open, onOpenChange, advanced, onTry }: SearchHelpDialogProps) {
  const tryOut = (question: string) => {
    onOpenChange(false);
    onTry(question);
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title="How to search"
        description="Write any words of the title, company, location, description or notes. The last one may be unfinished, and slips of the pen are forgiven."
      >
        <DialogBody className="grid gap-5">
          <Examples examples={plain} onTry={tryOut} />
          <section className="grid gap-2.5">
            <h3 className="font-medium text-sm">
              {advanced ? 'To be more exact' : 'To be more exact, with Pro'}
            </h3>
            <Examples examples={exact} onTry={advanced ? tryOut : undefined} />
          </section>
        </DialogBody>
        <DialogFooter>
          {advanced ? null : (
            <Link
              href="/pricing?feature=advanced_search"
              className="mr-auto font-medium text-primary text-sm underline underline-offset-2"
            >
              See plans
            </Link>
          )}
          <DialogClose asChild>
            <Button variant="secondary">Close</Button>
          </DialogClose>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

type Example = { question: string; means: string };

function Examples({
  examples,
  onTry,
}: {
  examples: readonly Example[];
  onTry: ((question: string) => void) | undefined;
}) {
  return (
    <ul className="grid gap-1">
      {examples.map(({ question, means }) => (
        <li
          key={question}
          className="grid gap-x-4 gap-y-0.5 py-1 text-13 sm:grid-cols-[13rem_1fr] sm:items-baseline"
        >
          {onTry ? (
            <button
              type="button"
              onClick={() => onTry(question)}
              className="justify-self-start rounded-sm bg-muted px-1.5 py-0.5 text-left font-mono text-xs hover:bg-primary-subtle"
            >
              {question}
            </button>
          ) : (
            <code className="justify-self-start rounded-sm bg-muted px-1.5 py-0.5 text-xs">{question}</code>
          )}
          <span className="text-muted-foreground">{means}</span>
        </li>
      ))}
    </ul>
  );
}

const plain: readonly Example[] = [
  { question: 'data engineer berlin', means: 'all of these words, wherever they stand' },
  { question: 'kuber', means: 'Kubernetes, while you are still typing' },
  { question: 'goolge', means: 'Google' },
];

const exact: readonly Example[] = [
  { question: '"data engineer"', means: 'exactly these words, side by side' },
  { question: 'engineer -intern', means: 'without a word' },
  { question: 'berlin OR munich', means: 'one or the other; brackets group' },
  { question: 'company:acme', means: 'in one field: title, company, location, notes, description' },
  {
    question: 'status:applied,interviewing',
    means: 'any of these statuses; mode:remote and source:linkedin alike',
  },
  { question: 'salary:>80k', means: 'paid above that in a year; also 60k..90k and <50kEUR' },
  { question: 'saved:<2026-01-01', means: 'before a day; also applied, moved and closes, a month or a year' },
];
