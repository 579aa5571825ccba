'use client';

import { ChevronsUpDown } from 'lucide-react';
import { type ComponentProps, useRef } from 'react';
import { Avatar } from '../ui/avatar';
import { cn } from '../ui/cn';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuLazyItems,
  DropdownMenuTrigger,
} from '../ui/dropdown-menu';
import { lazyPart } from '../ui/lazy-part';

const userMenuItems = lazyPart(async () => (await import('./user-menu-items')).UserMenuItems);

type UserMenuProps = {
  name: string | null;
  email: string;
  /** `row` for the foot of the sidebar, `avatar` for the phone's top bar. */
  look: 'row' | 'avatar';
  side?: ComponentProps<typeof DropdownMenuContent>['side'];
  /** Whether it leads to the console: for those alone who may be there. */
  showsConsole?: boolean;
};

/** Who is signed in; account, theme and sign-out. */
export function UserMenu({ name, email, look, side = 'bottom', showsConsole = false }: UserMenuProps) {
  const signOutForm = useRef<HTMLFormElement>(null);
  const shownName = name ?? email;
  return (
    <>
      {/* Signing out changes state, so it is a POST. The form is outside the menu, which is gone once an item is chosen. */}
      <form ref={signOutForm} method="post" action="/auth/sign-out" hidden />
      <DropdownMenu>
        <DropdownMenuTrigger
          className={cn(
            'flex items-center rounded-md transition-colors data-[state=open]:bg-muted hover:bg-muted',
            look === 'row' ? 'w-full gap-2.5 p-2 text-left' : 'p-1',
          )}
        >
          <span className="sr-only">Account menu of {look === 'row' ? null : shownName}</span>
          <Avatar name={shownName} />
          {look === 'row' ? (
            <>
              <span className="grid min-w-0 flex-1">
                <span className="truncate font-medium text-13">{shownName}</span>
                {name ? <span className="truncate text-muted-foreground text-xs">{email}</span> : null}
              </span>
              <ChevronsUpDown aria-hidden="true" className="size-4 shrink-0 text-subtle-foreground" />
            </>
          ) : null}
        </DropdownMenuTrigger>
        <DropdownMenuContent side={side} align={look === 'row' ? 'start' : 'end'} className="w-56">
          <DropdownMenuLazyItems
            code={userMenuItems}
            with={{ email, showsConsole, onSignOut: () => signOutForm.current?.requestSubmit() }}
          />
        </DropdownMenuContent>
      </DropdownMenu>
    </>
  );
}
