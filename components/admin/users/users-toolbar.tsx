'use client';

import { Download, ListFilter, Search, X } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useId, useOptimistic, useRef, useState, useTransition } from 'react';
import { SEARCH_MAX } from '@/lib/admin/users/user-filter';
import { Button } from '../../ui/button';
import { buttonVariants } from '../../ui/button-variants';
import { Input } from '../../ui/input';
import { useSearchText } from '../../ui/use-search-text';
import { ColumnMenu } from './column-menu';
import { FilterPanel } from './filter-panel';
import type { UserColumn } from './user-columns';
import { filterChips } from './user-words';
import { isFiltered, type UsersView, usersFileUrl, usersUrl } from './users-url';

type UsersToolbarProps = { view: UsersView; columns: readonly UserColumn[] };

/** What the list is searched and filtered by, which columns it has, and the way to it as a file. All of it lives in the URL. */
export function UsersToolbar({ view: arrived, columns }: UsersToolbarProps) {
  const router = useRouter();
  // What was asked for until it has arrived: whoever chooses twice in a row chooses both.
  const [view, setView] = useOptimistic(arrived);
  const [open, setOpen] = useState(false);
  const [working, startWork] = useTransition();
  const panelId = useId();
  const chips = filterChips(view.filter);
  const go = (next: Partial<UsersView>) =>
    startWork(() => {
      const asked = { ...view, cursor: null, ...next };
      setView(asked);
      router.replace(usersUrl(asked), { scroll: false });
    });

  return (
    <div className="grid grid-cols-1 gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <SearchBox view={view} go={go} working={working} />
        <Button
          variant="secondary"
          aria-expanded={open}
          aria-controls={panelId}
          onClick={() => setOpen(!open)}
        >
          <ListFilter aria-hidden="true" />
          Filters{chips.length > 0 ? ` (${chips.length})` : ''}
        </Button>
        <div className="flex gap-2 sm:ml-auto">
          <ColumnMenu view={view} columns={view.columns ?? columns} go={go} />
          <a href={usersFileUrl(view.filter)} download className={buttonVariants({ variant: 'secondary' })}>
            <Download aria-hidden="true" />
            CSV
          </a>
        </div>
      </div>
      <div id={panelId} hidden={!open}>
        <FilterPanel view={view} go={go} />
      </div>
      {chips.length > 0 ? (
        <div className="flex flex-wrap items-center gap-2">
          <ul aria-label="Filters in force" className="flex flex-wrap gap-2">
            {chips.map(({ label, without }) => (
              <li
                key={label}
                className="flex h-7 items-center gap-1 rounded-md border bg-subtle pl-2.5 text-13"
              >
                {label}
                <Link
                  href={usersUrl({ ...view, filter: without, cursor: null })}
                  scroll={false}
                  aria-label={`Remove filter ${label}`}
                  className="flex size-7 items-center justify-center rounded-md text-muted-foreground hover:text-foreground"
                >
                  <X aria-hidden="true" className="size-3.5" />
                </Link>
              </li>
            ))}
          </ul>
          {isFiltered(view.filter) ? (
            <Link
              href={usersUrl({ ...view, filter: {}, cursor: null })}
              scroll={false}
              className="rounded-sm text-13 text-primary underline-offset-4 hover:underline"
            >
              Clear all
            </Link>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

/** Goes to another view of the list. */
export type Go = (next: Partial<UsersView>) => void;

function SearchBox({ view, go, working }: { view: UsersView; go: Go; working: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  const { text, setText, search, submit } = useSearchText(view.filter.q ?? '', working, (q) =>
    go({ filter: { ...view.filter, q: q.trim() || undefined } }),
  );
  return (
    <search className="w-full sm:w-80">
      <form onSubmit={submit} action="/admin/users" className="relative">
        <Search
          aria-hidden="true"
          className="pointer-events-none absolute top-2.5 left-3 size-4 text-subtle-foreground"
        />
        <Input
          ref={input}
          type="search"
          name="q"
          aria-label="Search people"
          placeholder="Email, name, id or Stripe customer"
          autoComplete="off"
          maxLength={SEARCH_MAX}
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="pr-9 pl-9"
        />
        {text ? (
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label="Clear search"
            onClick={() => {
              setText('');
              search('');
              input.current?.focus();
            }}
            className="absolute! top-0.5 right-0.5"
          >
            <X aria-hidden="true" />
          </Button>
        ) : null}
      </form>
    </search>
  );
}
