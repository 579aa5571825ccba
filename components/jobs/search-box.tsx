'use client';

import { Search, X } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type FormEvent, useEffect, useRef, useState, useTransition } from 'react';
import { Button } from '../ui/button';
import { Input } from '../ui/input';
import { type BoardFilter, boardUrl } from './board-url';

/** How long typing must rest before the search runs. */
const restMilliseconds = 250;

/** Searches title and company while typing; the text lives in the URL. */
export function SearchBox({ filter }: { filter: BoardFilter }) {
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(filter.q);
  const [asked, setAsked] = useState(filter.q);
  const [searching, startSearch] = useTransition();

  // The URL changed by other means, such as "Clear filters" or the back button: the box follows.
  if (filter.q !== asked && !searching) {
    setAsked(filter.q);
    setText(filter.q);
  }

  const search = (q: string) => {
    if (q.trim() === asked) return;
    setAsked(q.trim());
    startSearch(() => router.replace(boardUrl({ ...filter, q }), { scroll: false }));
  };

  const latestSearch = useRef(search);
  useEffect(() => {
    latestSearch.current = search;
  });
  useEffect(() => {
    const timer = setTimeout(() => latestSearch.current(text), restMilliseconds);
    return () => clearTimeout(timer);
  }, [text]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    search(text);
  };
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
