'use client';

import { ChevronRight } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Table, TableHead, TableHeader, TableNumbers } from '../ui/table';

/** A table of words that are ready to be shown: in each row first what it is of, then its numbers. */
export type FoldedTable = {
  label: string;
  caption: string;
  heads: readonly string[];
  rows: ReadonlyArray<readonly string[]>;
};

/** The numbers behind a chart, folded, and not made before somebody wants them: a page may have some hundred rows of them. */
export function FoldedTables({ of, tables }: { of: string; tables: readonly FoldedTable[] }) {
  const details = useRef<HTMLDetailsElement>(null);
  const [wasOpened, setWasOpened] = useState(false);
  // It may have been opened before React had taken the page over.
  useEffect(() => setWasOpened(details.current?.open ?? false), []);
  return (
    <details
      ref={details}
      className="group"
      onToggle={(event) => setWasOpened((was) => was || event.currentTarget.open)}
    >
      <summary className="inline-flex cursor-pointer list-none items-center gap-1 rounded-sm font-medium text-13 text-primary hover:underline [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden="true" className="size-3.5 transition-transform group-open:rotate-90" />
        Numbers<span className="sr-only"> of {of}</span>
      </summary>
      {wasOpened ? (
        <div className="mt-3 grid gap-4">
          {tables.map((table) => (
            <NumbersTable key={table.label} {...table} />
          ))}
        </div>
      ) : null}
    </details>
  );
}

function NumbersTable({ label, caption, heads, rows }: FoldedTable) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      className="max-h-72 overflow-auto rounded-lg border [&>div]:rounded-none [&>div]:border-0"
    >
      <Table>
        <caption className="sr-only">{caption}</caption>
        <TableHeader>
          <tr>
            {heads.map((head, index) => (
              <TableHead key={head} align={index === 0 ? 'start' : 'end'}>
                {head}
              </TableHead>
            ))}
          </tr>
        </TableHeader>
        <TableNumbers>
          {rows.map((cells) => (
            <tr key={cells[0]}>
              {cells.map((cell, index) => (
                <td key={heads[index]}>{cell}</td>
              ))}
            </tr>
          ))}
        </TableNumbers>
      </Table>
    </section>
  );
}
