'use client';

import { SquareKanban, Table2 } from 'lucide-react';
import { SegmentedControl } from '../../ui/segmented-control';
import type { BoardView } from './board-url';
import { VIEW_COOKIE } from './view-cookie';

const YEAR_MS = 365 * 86_400_000;

/** Board or table. The choice is in the URL, for whoever gets the link, and the browser remembers it for the next time. */
export function ViewSwitch({ view, onChange }: { view: BoardView; onChange: (view: BoardView) => void }) {
  const choose = (chosen: BoardView) => {
    // A browser that has no such store forgets the choice, and the address still has it.
    globalThis.cookieStore
      ?.set({
        name: VIEW_COOKIE,
        value: chosen,
        // Browsers take '/jobs' for '/jobs/', which is no page of ours.
        path: '/',
        sameSite: 'lax',
        expires: Date.now() + YEAR_MS,
      })
      .catch(() => {});
    onChange(chosen);
  };
  return <SegmentedControl label="View" value={view} onValueChange={choose} options={options} />;
}

const options = [
  { value: 'board', label: <Option icon={SquareKanban} label="Board" /> },
  { value: 'table', label: <Option icon={Table2} label="Table" /> },
] as const;

function Option({ icon: Icon, label }: { icon: typeof Table2; label: string }) {
  return (
    <>
      <Icon aria-hidden="true" className="size-4" />
      {label}
    </>
  );
}
