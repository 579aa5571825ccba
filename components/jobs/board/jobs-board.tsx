'use client';

import { BriefcaseBusiness, Plus, SearchX } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import type { SavedView } from '@/lib/jobs';
import type { SearchHints } from '@/lib/jobs/search';
import { Button } from '../../ui/button';
import { ButtonLink } from '../../ui/button-link';
import { EmptyState } from '../../ui/empty-state';
import { LazyDialog } from '../../ui/lazy-dialog';
import { lazyPart } from '../../ui/lazy-part';
import { PageHeader } from '../../ui/page-header';
import { toast } from '../../ui/toast';
import { QuotaLine } from '../quota-line';
import { rememberList } from '../way-back';
import type { Dialogs, Plan } from './board-dialogs';
import { type Board, totalOf } from './board-state';
import { BoardToolbar } from './board-toolbar';
import {
  type BoardSearch,
  boardQuery,
  boardUrl,
  changedSearch,
  isFiltered,
  nothingFiltered,
} from './board-url';
import { Kanban } from './kanban';
import { MoreMenu } from './more-menu';
import { StatusFilter } from './status-filter';
import { useBoard } from './use-board';
import { useJobActions } from './use-job-actions';

// Only where it is looked at as a table.
const TableView = lazy(async () => ({ default: (await import('./table-view')).TableView }));
// Only where something was searched for.
const MarkMatches = lazy(async () => ({ default: (await import('../search/mark-matches')).MarkMatches }));
const boardDialogs = lazyPart(async () => (await import('./board-dialogs')).BoardDialogs);

type JobsBoardProps = {
  board: Board;
  search: BoardSearch;
  views: readonly SavedView[];
  /** What is to be told of the text that is searched for. */
  hints: SearchHints;
  plan: Plan;
  /** What this person's role allows; the server decides again. */
  mayEdit: boolean;
  /** Whether an overdue payment is why nothing can be changed. */
  readOnly: boolean;
  /** What somebody new is shown above the jobs. */
  welcome: ReactNode;
};

/** The page of saved jobs: the same jobs as a board or a table, and the dialogs to add, edit, delete and upgrade. */
export function JobsBoard({
  board: given,
  search,
  views,
  hints,
  plan,
  mayEdit,
  readOnly,
  welcome,
}: JobsBoardProps) {
  const { board, ...can } = useBoard(given, search);
  const [isOpen, setIsOpen] = useState(false);
  const [dialogs, setDialogs] = useState<Dialogs>({ dialog: 'job', job: undefined });
  const list = useRef<HTMLDivElement>(null);
  const url = boardUrl(search);
  useEffect(() => rememberList(url), [url]);

  // For when what had the focus, a row with its menu, is gone.
  const focusList = () =>
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) list.current?.focus();
    });
  const openDialog = (next: Dialogs) => {
    // On a phone a dialog's main button is where the last message may still be.
    toast.dismiss();
    setDialogs(next);
    setIsOpen(true);
  };
  const full = board.limit !== null && board.used >= board.limit;
  const add = () => openDialog({ dialog: full ? 'limit' : 'job', job: undefined });
  const actions = useJobActions(mayEdit, {
    onEdit: (job) => openDialog({ dialog: 'job', job }),
    onMove: (job, status) => {
      void can.move([job], status);
      focusList();
    },
    onDelete: (job) => openDialog({ dialog: 'delete', job }),
  });

  const addButton = (
    <Button onClick={add}>
      <Plus aria-hidden="true" />
      Add job
    </Button>
  );
  const total = totalOf(board);
  const firstJob = board.used === 0 && total === 0;
  const room =
    board.limit === null ? '' : ` The ${plan.name} plan has room for ${board.limit.toLocaleString('en-US')}.`;
  const nothing = total === 0 && (search.view === 'table' || isFiltered(search.filter));
  const shown = nothing ? (
    <NothingMatches search={search} />
  ) : search.view === 'board' ? (
    <Kanban
      key={boardQuery(search)}
      board={board}
      actions={actions}
      onLoadMore={(status) => void can.loadMore(status)}
    />
  ) : (
    <TableView
      key={boardQuery(search)}
      board={board}
      search={search}
      actions={actions}
      can={can}
      mayEdit={mayEdit}
      onEmptied={focusList}
    />
  );

  return (
    <div data-wide className="grid grid-cols-1 gap-5">
      <PageHeader
        title="Jobs"
        description={
          readOnly
            ? 'Read-only: jobs can be added, changed and deleted again once the open payment is made.'
            : undefined
        }
        actions={
          <>
            <MoreMenu mayEdit={mayEdit} />
            {mayEdit && !firstJob ? addButton : null}
          </>
        }
      />

      {welcome}

      {firstJob ? (
        <EmptyState
          icon={BriefcaseBusiness}
          title="Save your first job"
          description={
            mayEdit
              ? `Add a posting that interests you, then move it along as you apply, interview and hear back.${room}`
              : 'Nobody in this organization has saved a job yet.'
          }
          action={mayEdit ? addButton : null}
        />
      ) : (
        <>
          <QuotaLine used={board.used} limit={board.limit} mayUpgrade={plan.mayUpgrade} />
          <BoardToolbar search={search} choices={board.choices} views={views} hints={hints} />
          {search.view === 'table' ? <StatusFilter search={search} counts={board.counts} /> : null}
          {/* biome-ignore lint/a11y/useSemanticElements: a group that only receives the focus, not a fieldset */}
          <div
            ref={list}
            role="group"
            aria-label="Saved jobs"
            tabIndex={-1}
            className="grid grid-cols-1 gap-4"
          >
            {search.view === 'board' && search.filter.q === '' ? (
              // Nothing to wait for, and React sends what is long and in a Suspense as if there were: later, by a script.
              shown
            ) : (
              <Suspense>
                {search.filter.q === '' ? (
                  shown
                ) : (
                  <MarkMatches question={search.filter.q}>{shown}</MarkMatches>
                )}
              </Suspense>
            )}
          </div>
        </>
      )}
      <LazyDialog
        code={boardDialogs}
        with={{
          open: isOpen,
          onOpenChange: setIsOpen,
          shown: dialogs,
          onShow: openDialog,
          onSaved: can.replace,
          onDelete: (job) => void can.remove([job]),
          onLeft: focusList,
          quota: board,
          plan,
        }}
      />
    </div>
  );
}

function NothingMatches({ search }: { search: BoardSearch }) {
  const { filter } = search;
  const isSearched = filter.q !== '';
  return (
    <EmptyState
      icon={SearchX}
      title="No job matches"
      description={
        isSearched ? `Nothing here has to do with “${filter.q}”.` : 'No job is as the filters ask for.'
      }
      action={
        <ButtonLink href={boardUrl(changedSearch(search, { filter: nothingFiltered }))} variant="secondary">
          Show all jobs
        </ButtonLink>
      }
    />
  );
}
