'use client';

import { Check } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { cn } from '../../ui/cn';

/** Where one is on the way to an import. Whoever goes on begins here, also by keyboard. */
export function Steps({ current }: { current: number }) {
  const list = useRef<HTMLOListElement>(null);
  const before = useRef(current);
  useEffect(() => {
    if (before.current !== current) list.current?.focus();
    before.current = current;
  }, [current]);
  return (
    <ol ref={list} tabIndex={-1} className="scroll-mt-24 outline-none flex flex-wrap gap-x-6 gap-y-2 text-sm">
      {names.map((name, index) => (
        <li
          key={name}
          aria-current={index === current ? 'step' : undefined}
          className={cn(
            'flex items-center gap-2',
            index === current ? 'font-medium text-foreground' : 'text-muted-foreground',
          )}
        >
          <span
            aria-hidden="true"
            className={cn(
              'tabular flex size-6 items-center justify-center rounded-full border text-xs',
              index === current
                ? 'border-primary bg-primary text-primary-foreground'
                : index < current && 'border-primary text-primary',
            )}
          >
            {index < current ? <Check className="size-3.5" /> : index + 1}
          </span>
          {name}
          {index < current ? <span className="sr-only">, done</span> : null}
        </li>
      ))}
    </ol>
  );
}

const names = ['Choose a table', 'Match its columns', 'Look it over'];
