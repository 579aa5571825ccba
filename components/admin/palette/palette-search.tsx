'use client';

import { ArrowRight, Search, UserRound } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { cn } from '../../ui/cn';
import { Input } from '../../ui/input';
import { movedMark } from '../../ui/moved-mark';
import { adminDestinations } from '../navigation';
import { type PaletteItem, paletteItems } from './palette-items';
import { useFoundUsers } from './use-found-users';

/** The field with the list below it: the focus stays in the field, and the arrow keys move the mark in the list. */
export function PaletteSearch({ onGone }: { onGone: () => void }) {
  const router = useRouter();
  const listId = useId();
  const [text, setText] = useState('');
  const [marked, setMarked] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const { users, searching, failed } = useFoundUsers(text);
  const items = paletteItems(text, adminDestinations, users);
  // Fewer may have been found meanwhile.
  const index = Math.min(marked, Math.max(0, items.length - 1));
  const current = items[index];
  const optionId = (item: PaletteItem) => `${listId}-${item.id}`;

  const go = (item: PaletteItem | undefined) => {
    if (!item) return;
    onGone();
    router.push(item.href);
  };
  const press = (event: KeyboardEvent) => {
    // While an input method composes a character, its keys are its own.
    if (event.nativeEvent.isComposing) return;
    const next = movedMark(index, items.length, event.key);
    if (next !== null) setMarked(next);
    else if (event.key === 'Enter') {
      // Whoever types fast and presses Enter means who is found, not who was.
      if (!searching || current?.kind === 'page') go(current);
    } else return;
    event.preventDefault();
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: the marked option is read from the page
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [index, items.length]);

  return (
    <>
      <div className="relative px-5 pb-3 sm:px-6">
        <Search
          aria-hidden="true"
          className="pointer-events-none absolute top-2.5 left-8 size-4 text-subtle-foreground sm:left-9"
        />
        <Input
          role="combobox"
          aria-label="Find users and pages"
          aria-expanded={items.length > 0}
          aria-controls={listId}
          aria-activedescendant={current ? optionId(current) : undefined}
          aria-autocomplete="list"
          placeholder="Email, name, id, Stripe customer, or a page"
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setMarked(0);
          }}
          onKeyDown={press}
          className="pl-9"
        />
      </div>
      <p role="status" className="sr-only">
        {searching ? 'Searching' : failed ? 'The search failed' : `${items.length} results`}
      </p>
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-label="Results"
        aria-busy={searching}
        tabIndex={-1}
        className="min-h-64 flex-1 overflow-y-auto border-t p-2 sm:max-h-96"
      >
        {items.map((item) => (
          <Option
            key={item.id}
            id={optionId(item)}
            item={item}
            isMarked={item === current}
            onMark={() => setMarked(items.indexOf(item))}
            onChoose={() => go(item)}
          />
        ))}
        {failed ? (
          <p className="px-3 py-2 text-13 text-danger">People could not be searched. Try again shortly.</p>
        ) : null}
      </div>
    </>
  );
}

type OptionProps = {
  id: string;
  item: PaletteItem;
  isMarked: boolean;
  onMark: () => void;
  onChoose: () => void;
};

function Option({ id, item, isMarked, onMark, onChoose }: OptionProps) {
  const Icon = item.kind === 'user' ? UserRound : item.kind === 'all' ? Search : ArrowRight;
  return (
    // The keyboard is with the field, which says by aria-activedescendant which option is meant.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    // biome-ignore lint/a11y/useFocusableInteractive: see above
    <div
      id={id}
      role="option"
      aria-selected={isMarked}
      onPointerMove={isMarked ? undefined : onMark}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onChoose}
      className={cn(
        'flex min-h-10 cursor-default items-center gap-3 rounded-md px-3 py-1.5 text-sm',
        isMarked && 'bg-muted',
      )}
    >
      <Icon aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
      <span className="min-w-0 truncate">{item.label}</span>
      {item.detail ? (
        <span className="min-w-0 shrink-[2] truncate text-13 text-muted-foreground">{item.detail}</span>
      ) : null}
    </div>
  );
}
