'use client';

import { ChevronDown } from 'lucide-react';
import type { Member } from '@/lib/organizations/schema';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from '../ui/dropdown-menu';
import { roleWords } from './role-words';

type Role = Member['role'];

type RoleMenuProps = {
  /** Whose role it is, for the button's name. */
  subject: string;
  role: Role;
  /** The roles that can be chosen, the present one included; with no other it is only told. */
  choices: readonly Role[];
  onChange: (role: Role) => void;
};

/** A member's role that can be changed in place. */
export function RoleMenu({ subject, role, choices, onChange }: RoleMenuProps) {
  if (choices.length < 2)
    return <span className="px-2 text-13 text-muted-foreground">{roleWords[role].label}</span>;
  const choose = (value: string) => {
    const chosen = choices.find((each) => each === value);
    if (chosen && chosen !== role) onChange(chosen);
  };
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={`Role of ${subject}: ${roleWords[role].label}`}
        className="inline-flex h-8 items-center gap-1.5 rounded-md px-2 text-13 transition-colors data-[state=open]:bg-muted hover:bg-muted"
      >
        {roleWords[role].label}
        <ChevronDown aria-hidden="true" className="size-3.5 text-subtle-foreground" />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="w-72">
        <DropdownMenuRadioGroup value={role} onValueChange={choose}>
          {choices.map((each) => (
            <DropdownMenuRadioItem key={each} value={each}>
              <span className="grid gap-0.5 py-1">
                <span>{roleWords[each].label}</span>
                <span className="text-muted-foreground text-xs">{roleWords[each].may}</span>
              </span>
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
