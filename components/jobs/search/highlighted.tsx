import { Fragment } from 'react';
import type { Mark } from '@/lib/jobs/search/highlight';

/** A text in which marks show what a search found. */
export function Highlighted({ text, marks }: { text: string; marks: readonly Mark[] }) {
  return (
    <>
      {marks.map(({ from, to }, index) => (
        <Fragment key={from}>
          {text.slice(marks[index - 1]?.to ?? 0, from)}
          <mark className="rounded-xs bg-warning-subtle text-inherit underline decoration-warning decoration-2 underline-offset-2">
            {text.slice(from, to)}
          </mark>
        </Fragment>
      ))}
      {text.slice(marks.at(-1)?.to ?? 0)}
    </>
  );
}
