'use client';

import { X } from 'lucide-react';
import Link from 'next/link';
import { type BoardSearch, boardUrl, changedSearch } from './board-url';
import { filterChips, withoutFilters } from './filter-words';

/** The filters in force, each with a way to take it away; nothing where there is none. */
export function FilterChips({ search }: { search: BoardSearch }) {
  const chips = filterChips(search.filter);
  if (chips.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <ul aria-label="Filters in force" className="flex flex-wrap gap-2">
        {chips.map(({ label, without }) => (
          <li key={label} className="flex h-7 items-center gap-1 rounded-md border bg-subtle pl-2.5 text-13">
            {label}
            <Link
              href={boardUrl(changedSearch(search, { filter: without }))}
              scroll={false}
              prefetch={false}
              aria-label={`Remove filter ${label}`}
              className="flex size-7 items-center justify-center rounded-md text-muted-foreground hover:text-foreground"
            >
              <X aria-hidden="true" className="size-3.5" />
            </Link>
          </li>
        ))}
      </ul>
      <Link
        href={boardUrl(changedSearch(search, { filter: withoutFilters(search.filter) }))}
        scroll={false}
        prefetch={false}
        className="rounded-sm px-1 text-13 text-muted-foreground hover:text-foreground"
      >
        Clear filters
      </Link>
    </div>
  );
}
