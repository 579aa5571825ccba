'use client';

import { Plus, Settings2 } from 'lucide-react';
import Link from 'next/link';
import { roleWords } from '../organization/role-words';
import { Badge } from '../ui/badge';
import {
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
} from '../ui/dropdown-menu';
import type { SwitchableOrganization } from './organization-switcher';

type OrganizationItemsProps = {
  organizationId: string;
  organizations: readonly SwitchableOrganization[];
  onChoose: (id: string) => void;
};

/** What the switcher has in it: the person's organizations, and the ways to them. */
export function OrganizationItems({ organizationId, organizations, onChoose }: OrganizationItemsProps) {
  return (
    <>
      <DropdownMenuLabel>Organizations</DropdownMenuLabel>
      <DropdownMenuRadioGroup value={organizationId} onValueChange={onChoose}>
        {organizations.map(({ id, name, role, planName, paid }) => (
          <DropdownMenuRadioItem key={id} value={id}>
            <span className="grid min-w-0 flex-1 gap-0.5 py-0.5">
              <span className="truncate">{name}</span>
              <span className="text-muted-foreground text-xs">{roleWords[role].label}</span>
            </span>
            <Badge tone={paid ? 'primary' : 'outline'}>{planName}</Badge>
          </DropdownMenuRadioItem>
        ))}
      </DropdownMenuRadioGroup>
      <DropdownMenuSeparator />
      <DropdownMenuItem asChild>
        <Link href="/organization">
          <Settings2 aria-hidden="true" />
          Members and settings
        </Link>
      </DropdownMenuItem>
      <DropdownMenuItem asChild>
        <Link href="/organization/new">
          <Plus aria-hidden="true" />
          New organization
        </Link>
      </DropdownMenuItem>
    </>
  );
}
