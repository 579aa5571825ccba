'use client';

import { useRef } from 'react';
import { PairCard } from './pair-card';
import type { PairView } from './pair-view';

type PairListProps = { pairs: readonly PairView[]; more: boolean; mayEdit: boolean };

/** The pairs to look at. The one that was decided goes, and the keyboard goes on at the top of the rest. */
export function PairList({ pairs, more, mayEdit }: PairListProps) {
  const top = useRef<HTMLHeadingElement>(null);
  return (
    <section className="grid grid-cols-1 gap-4" aria-labelledby="pairs-heading">
      <h2 ref={top} id="pairs-heading" tabIndex={-1} className="font-semibold text-sm outline-none">
        {headingOf(pairs.length, more)}
      </h2>
      {pairs.map((pair) => (
        <PairCard
          key={pair.sides.map(({ id }) => id).join(' ')}
          pair={pair}
          mayEdit={mayEdit}
          onDone={() => top.current?.focus()}
        />
      ))}
    </section>
  );
}

function headingOf(count: number, more: boolean): string {
  if (more) return `The first ${count} pairs, the most alike on top`;
  return count === 1 ? '1 pair' : `${count} pairs, the most alike on top`;
}
