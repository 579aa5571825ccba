'use client';

import type { JobStatus } from '@/lib/jobs/schema';
import { cn } from '../../ui/cn';
import { StatusLabel } from '../status-label';
import type { Board } from './board-state';
import { useDrag, useDropPlace } from './use-drag';

type ColumnTabsProps = {
  board: Board;
  current: JobStatus;
  onChoose: (status: JobStatus) => void;
};

/** Which column a phone shows. A card that is held over one of them is moved there. */
export function ColumnTabs({ board, current, onChoose }: ColumnTabsProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: buttons that choose what is shown, not fields of a form
    <div
      role="group"
      aria-label="Column"
      className="no-scrollbar sticky top-[calc(3.5rem+var(--frame-top,0px))] z-20 -mx-4 flex gap-1 overflow-x-auto border-b bg-background px-4 py-2 md:hidden"
    >
      {board.shown.map((status) => (
        <ColumnTab
          key={status}
          status={status}
          count={board.counts[status]}
          isCurrent={status === current}
          onChoose={() => onChoose(status)}
        />
      ))}
    </div>
  );
}

type ColumnTabProps = {
  status: JobStatus;
  count: number;
  isCurrent: boolean;
  onChoose: () => void;
};

function ColumnTab({ status, count, isCurrent, onChoose }: ColumnTabProps) {
  const { ref, isOver } = useDropPlace<HTMLButtonElement>('tab', status);
  const dragging = useDrag(({ job }) => job !== null);
  return (
    <button
      ref={ref}
      type="button"
      aria-pressed={isCurrent}
      onClick={onChoose}
      className={cn(
        'flex h-10 shrink-0 items-center gap-1.5 rounded-md border px-3 text-13 transition-colors',
        isCurrent
          ? 'border-input bg-muted font-medium'
          : isOver
            ? 'border-dashed border-primary bg-primary-subtle text-foreground'
            : cn('text-muted-foreground', dragging ? 'border-dashed border-input' : 'border-transparent'),
      )}
    >
      <StatusLabel status={status} className="gap-1.5!" />
      <span className="tabular text-subtle-foreground text-xs">{count.toLocaleString('en-US')}</span>
    </button>
  );
}
