'use client';

import { Columns3 } from 'lucide-react';
import { Button } from '../../ui/button';
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuTrigger,
} from '../../ui/dropdown-menu';
import { COLUMNS_COOKIE, columnsText, type UserColumn, userColumns } from './user-columns';
import type { Go } from './users-toolbar';
import type { UsersView } from './users-url';

const YEAR_MS = 365 * 86_400_000;

type ColumnMenuProps = { view: UsersView; columns: readonly UserColumn[]; go: Go };

/** Which columns the list has. The choice is in the URL, for whoever gets the link, and remembered by the browser. */
export function ColumnMenu({ view, columns, go }: ColumnMenuProps) {
  const choose = (column: UserColumn, shown: boolean) => {
    const chosen = shown ? [...columns, column] : columns.filter((each) => each !== column);
    // A browser that has no such store forgets the choice, and the address still has it.
    globalThis.cookieStore
      ?.set({
        name: COLUMNS_COOKIE,
        value: columnsText(chosen),
        path: '/admin',
        sameSite: 'lax',
        expires: Date.now() + YEAR_MS,
      })
      .catch(() => {});
    // Where one is in the list is no matter of the columns.
    go({ columns: chosen, cursor: view.cursor });
  };
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="secondary">
          <Columns3 aria-hidden="true" />
          Columns
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent className="w-52">
        {userColumns.map(({ id, label }) => (
          <DropdownMenuCheckboxItem
            key={id}
            checked={columns.includes(id)}
            onCheckedChange={(shown) => choose(id, shown)}
            onSelect={(event) => event.preventDefault()}
          >
            {label}
          </DropdownMenuCheckboxItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
