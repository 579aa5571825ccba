'use client';

import { CircleHelp, LogOut, ShieldCheck, UserRound } from 'lucide-react';
import Link from 'next/link';
import { ThemeChoices } from '../theme/theme-choices';
import { DropdownMenuItem, DropdownMenuLabel, DropdownMenuSeparator } from '../ui/dropdown-menu';

type UserMenuItemsProps = { email: string; showsConsole: boolean; onSignOut: () => void };

/** What the menu of the person has in it. */
export function UserMenuItems({ email, showsConsole, onSignOut }: UserMenuItemsProps) {
  return (
    <>
      <DropdownMenuLabel className="truncate">{email}</DropdownMenuLabel>
      <DropdownMenuItem asChild>
        <Link href="/account">
          <UserRound aria-hidden="true" />
          Account
        </Link>
      </DropdownMenuItem>
      <DropdownMenuItem asChild>
        <Link href="/help">
          <CircleHelp aria-hidden="true" />
          Help
        </Link>
      </DropdownMenuItem>
      {showsConsole ? (
        <DropdownMenuItem asChild>
          <Link href="/admin">
            <ShieldCheck aria-hidden="true" />
            Console
          </Link>
        </DropdownMenuItem>
      ) : null}
      <DropdownMenuSeparator />
      <DropdownMenuLabel>Theme</DropdownMenuLabel>
      <ThemeChoices />
      <DropdownMenuSeparator />
      <DropdownMenuItem onSelect={onSignOut}>
        <LogOut aria-hidden="true" />
        Sign out
      </DropdownMenuItem>
    </>
  );
}
