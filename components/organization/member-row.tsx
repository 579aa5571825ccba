'use client';

import { Ellipsis } from 'lucide-react';
import type { Member } from '@/lib/organizations/schema';
import { SavedOn } from '../jobs/saved-on';
import { Avatar } from '../ui/avatar';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '../ui/dropdown-menu';
import type { MemberOptions } from './member-options';
import { RoleMenu } from './role-menu';

type MemberRowProps = {
  member: Member;
  isSelf: boolean;
  options: MemberOptions;
  onRole: (role: Member['role']) => void;
  onAsk: (kind: 'remove' | 'leave' | 'transfer') => void;
};

/** One member: who it is, since when, as what, and what can be done. */
export function MemberRow({ member, isSelf, options, onRole, onAsk }: MemberRowProps) {
  const shownName = member.name ?? member.email;
  const hasMenu = options.mayRemove || options.mayLeave || options.mayReceiveOwnership;
  return (
    <li className="flex items-center gap-3 py-3 pr-2 pl-4">
      <Avatar name={shownName} />
      <div className="grid min-w-0 flex-1 gap-0.5">
        <p className="flex min-w-0 items-center gap-2">
          <span className="truncate font-medium text-sm">{shownName}</span>
          {isSelf ? <Badge tone="outline">You</Badge> : null}
        </p>
        <p className="truncate text-13 text-muted-foreground">
          {member.name ? member.email : null}
          {member.name ? <span className="max-sm:hidden"> · </span> : null}
          <span className={member.name ? 'max-sm:hidden' : undefined}>
            since <SavedOn at={member.since} />
          </span>
        </p>
      </div>
      <RoleMenu subject={shownName} role={member.role} choices={options.roles} onChange={onRole} />
      {hasMenu ? (
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <Button variant="ghost" size="icon-sm" aria-label={`Actions for ${shownName}`}>
              <Ellipsis aria-hidden="true" />
            </Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent>
            {options.mayReceiveOwnership ? (
              <DropdownMenuItem onSelect={() => onAsk('transfer')}>Pass on ownership</DropdownMenuItem>
            ) : null}
            {options.mayRemove ? (
              <DropdownMenuItem tone="danger" onSelect={() => onAsk('remove')}>
                Remove from organization
              </DropdownMenuItem>
            ) : null}
            {options.mayLeave ? (
              <DropdownMenuItem tone="danger" onSelect={() => onAsk('leave')}>
                Leave organization
              </DropdownMenuItem>
            ) : null}
          </DropdownMenuContent>
        </DropdownMenu>
      ) : (
        <span aria-hidden="true" className="size-8 shrink-0" />
      )}
    </li>
  );
}
