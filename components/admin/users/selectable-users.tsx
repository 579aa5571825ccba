'use client';

import { useState } from 'react';
import type { ListedUser } from '@/lib/admin/users';
import type { BulkAction, BulkSelection } from '@/lib/admin/users/bulk';
import { Button } from '../../ui/button';
import { BulkDialog } from './bulk/bulk-dialog';
import { bulkVerbs } from './bulk/bulk-words';
import { ChoiceBox } from './choice-box';
import type { UserColumn } from './user-columns';
import { UsersTable } from './users-table';
import type { UsersView } from './users-url';

type SelectableUsersProps = {
  users: readonly ListedUser[];
  columns: readonly UserColumn[];
  view: UsersView;
  /** Whether there are more on other pages, so that all who are found are others than those on this one. */
  isPart: boolean;
};

const kinds = ['suspend', 'activate', 'grant_plan'] as const;

/** The list with a box before each person, and what can be done with those who are chosen, or with all who are found. */
export function SelectableUsers({ users, columns, view, isPart }: SelectableUsersProps) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [all, setAll] = useState(false);
  const [asked, setAsked] = useState<BulkAction['kind'] | null>(null);
  // Whoever is not on the page any more is not chosen any more.
  const here = users.filter(({ id }) => chosen.has(id));
  const isWhole = here.length === users.length;
  const selection: BulkSelection = all ? { filter: view.filter } : { ids: here.map(({ id }) => id) };

  const choose = (id: string, isChosen: boolean) => {
    setAll(false);
    setChosen(new Set(isChosen ? [...chosen, id] : [...chosen].filter((each) => each !== id)));
  };
  const choosePage = (isChosen: boolean) => {
    setAll(false);
    setChosen(new Set(isChosen ? users.map(({ id }) => id) : []));
  };

  return (
    <>
      {here.length > 0 ? (
        <section
          aria-label="Selection"
          className="sticky top-2 z-10 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border bg-surface px-4 py-2 shadow-float max-md:top-28"
        >
          <p role="status" className="tabular text-sm">
            {all ? 'Everybody found' : `${here.length} selected`}
          </p>
          {isWhole && isPart && !all ? (
            <Button variant="link" size="sm" onClick={() => setAll(true)}>
              Select everybody found
            </Button>
          ) : null}
          <Button variant="link" size="sm" onClick={() => choosePage(false)}>
            Clear
          </Button>
          <div className="ml-auto flex flex-wrap gap-2">
            {kinds.map((kind) => (
              <Button key={kind} variant="secondary" size="sm" onClick={() => setAsked(kind)}>
                {bulkVerbs[kind]}
              </Button>
            ))}
          </div>
        </section>
      ) : null}
      <UsersTable
        users={users}
        columns={columns}
        view={view}
        select={{
          heading: (
            <ChoiceBox
              label="Select everybody on this page"
              checked={isWhole}
              indeterminate={here.length > 0 && !isWhole}
              onChange={choosePage}
            />
          ),
          of: ({ id, email }) => (
            <ChoiceBox
              label={`Select ${email}`}
              checked={chosen.has(id)}
              onChange={(isChosen) => choose(id, isChosen)}
            />
          ),
          isChosen: (id) => chosen.has(id),
        }}
      />
      <BulkDialog kind={asked} selection={selection} onOpenChange={(open) => open || setAsked(null)} />
    </>
  );
}
