'use client';

import { Search, X } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '../../ui/button';
import { Input } from '../../ui/input';
import { useSearchText } from '../../ui/use-search-text';
import { type BoardSearch, boardQuery } from './board-url';

type SearchBoxProps = {
  search: BoardSearch;
  /** While the page that was asked for is on its way. */
  working: boolean;
  onSearch: (q: string) => void;
};

/** Searches titles, companies, descriptions and notes while typing; the text lives in the URL. Without JavaScript the form keeps the rest of the search. */
export function SearchBox({ search, working, onSearch }: SearchBoxProps) {
  const input = useRef<HTMLInputElement>(null);
  const { text, setText, submit } = useSearchText(search.filter.q, working, onSearch);
  const clear = () => {
    setText('');
    input.current?.focus();
  };
  const others = new URLSearchParams(boardQuery({ ...search, filter: { ...search.filter, q: '' } }));
  return (
    <search className="min-w-0 flex-1 sm:w-64">
      <form onSubmit={submit} action="/jobs" className="relative">
        {[...others].map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        <Search
          aria-hidden="true"
          className="pointer-events-none absolute top-2.5 left-3 size-4 text-subtle-foreground"
        />
        <Input
          ref={input}
          type="search"
          name="q"
          aria-label="Search jobs"
          placeholder="Search jobs"
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
            className="absolute! top-0.5 right-0.5"
          >
            <X aria-hidden="true" />
          </Button>
        ) : null}
      </form>
    </search>
  );
}
