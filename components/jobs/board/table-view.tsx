'use client';

import { useState } from 'react';
import type { BulkSelection } from '@/lib/jobs';
import type { JobStatus } from '@/lib/jobs/schema';
import { ConfirmDialog } from '../../ui/alert-dialog';
import { lazyPart, useLazyPart } from '../../ui/lazy-part';
import { type Board, totalOf } from './board-state';
import { type BoardSearch, jobFilterOf } from './board-url';
import { jobCount } from './filter-words';
import type { JobActions } from './job-menu';
import { JobTable } from './job-table';
import { nothingSelected, type Selection, stillThere } from './selection';
import type { BoardActions } from './use-board';

const bulkBar = lazyPart(async () => (await import('./bulk-bar')).BulkBar);

type TableViewProps = {
  board: Board;
  search: BoardSearch;
  actions: JobActions;
  can: BoardActions;
  mayEdit: boolean;
  /** After what had the focus may have gone. */
  onEmptied: () => void;
};

/** The table, and what is done with many of its jobs at once. */
export function TableView({ board, search, actions, can, mayEdit, onEmptied }: TableViewProps) {
  const [chosen, setChosen] = useState<Selection>(nothingSelected);
  const [asking, setAsking] = useState(false);
  const BulkBar = useLazyPart(bulkBar);
  const list = board.lists.table ?? { jobs: [], nextCursor: null };
  const total = totalOf(board);
  const selection = stillThere(
    chosen,
    list.jobs.map(({ id }) => id),
  );
  const count = selection.all ? total : selection.ids.size;
  const jobs = list.jobs.filter(({ id }) => selection.ids.has(id));

  const choose = (next: Selection) => {
    void bulkBar.want();
    setChosen(next);
  };
  const clear = () => {
    setChosen(nothingSelected);
    onEmptied();
  };
  // As many as were told when it was asked for: meanwhile others may have come to match.
  const everything = (): BulkSelection => ({
    filter: { ...jobFilterOf(search.filter), status: [...board.shown] },
    expected: total,
  });
  const filter = selection.all ? { ...jobFilterOf(search.filter), status: [...board.shown] } : null;
  const move = async (status: JobStatus) => {
    if (selection.all) await can.moveAll(everything(), status);
    else await can.move(jobs, status);
    clear();
  };
  const remove = async () => {
    setAsking(false);
    if (selection.all) await can.removeAll(everything());
    else await can.remove(jobs);
    clear();
  };

  return (
    <>
      <JobTable
        list={list}
        count={total}
        search={search}
        actions={actions}
        onLoadMore={() => void can.loadMore('table')}
        selection={selection}
        onSelect={mayEdit ? choose : undefined}
      />
      {count > 0 && BulkBar ? (
        <BulkBar
          count={count}
          total={selection.all || selection.ids.size < list.jobs.length || total === count ? null : total}
          busy={can.busy}
          chosen={{ ids: selection.ids, filter }}
          onSelectAll={() => setChosen({ ids: new Set(), all: true, anchor: null })}
          onMove={(status) => void move(status)}
          onDelete={() => setAsking(true)}
          onClear={clear}
        />
      ) : null}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Delete ${jobCount(count)}?`}
        description={`${count === 1 ? 'It' : 'They'} and all notes, contacts and interviews will be gone for good. This cannot be undone.`}
        confirmLabel={`Delete ${jobCount(count)}`}
        onConfirm={() => void remove()}
      />
    </>
  );
}
