'use client';

import { Search, X } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useRef, useTransition } from 'react';
import { Button } from '../ui/button';
import { Input } from '../ui/input';
import { useSearchText } from '../ui/use-search-text';
import { type BoardFilter, boardUrl } from './board-url';

/** Searches title and company while typing; the text lives in the URL. */
export function SearchBox({ filter }: { filter: BoardFilter }) {
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const [searching, startSearch] = useTransition();
  const { text, setText, submit } = useSearchText(filter.q, searching, (q) =>
    startSearch(() => router.replace(boardUrl({ ...filter, q }), { scroll: false })),
  );
  const clear = () => {
    setText('');
    input.current?.focus();
  };

  return (
    <search className="w-full sm:w-64">
      <form onSubmit={submit} action="/jobs" className="relative">
        {filter.status ? <input type="hidden" name="status" value={filter.status} /> : null}
        <Search
          aria-hidden="true"
          className="pointer-events-none absolute top-2.5 left-3 size-4 text-subtle-foreground"
        />
        <Input
          ref={input}
          type="search"
          name="q"
          aria-label="Search jobs"
          placeholder="Search title or company"
          autoComplete="off"
          maxLength={200}
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="pr-9 pl-9"
        />
        {text ? (
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label="Clear search"
            onClick={clear}
            className="absolute top-0.5 right-0.5"
          >
            <X aria-hidden="true" />
          </Button>
        ) : null}
      </form>
    </search>
  );
}
