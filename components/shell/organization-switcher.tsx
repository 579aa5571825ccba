'use client';

import { ChevronsUpDown } from 'lucide-react';
import { usePathname, useRouter } from 'next/navigation';
import { useTransition } from 'react';
import type { ActionResult } from '@/lib/http';
import { callAction } from '../calls/call-action';
import type { roleWords } from '../organization/role-words';
import { cn } from '../ui/cn';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuLazyItems,
  DropdownMenuTrigger,
} from '../ui/dropdown-menu';
import { lazyPart } from '../ui/lazy-part';
import { toast } from '../ui/toast';
import { pathAfterSwitch } from './navigation';

const organizationItems = lazyPart(async () => (await import('./organization-items')).OrganizationItems);

/** An organization as the switcher shows it. */
export type SwitchableOrganization = {
  id: string;
  name: string;
  role: keyof typeof roleWords;
  planName: string;
  paid: boolean;
};

/** What the switcher offers: for which organization is acted, for which others, and how that is changed. */
export type Switching = {
  organizationId: string;
  organizationName: string;
  organizations: readonly SwitchableOrganization[];
  switchTo: (id: string) => Promise<ActionResult<void>>;
};

type OrganizationSwitcherProps = Switching & {
  /** `row` for the sidebar, `bar` for the phone's top bar. */
  look: 'row' | 'bar';
};

/** For which organization is acted, and the way to another or to a new one. */
export function OrganizationSwitcher({
  organizationId,
  organizationName,
  organizations,
  switchTo,
  look,
}: OrganizationSwitcherProps) {
  const router = useRouter();
  const pathname = usePathname();
  const [switching, startSwitching] = useTransition();
  const choose = (id: string) => {
    if (id === organizationId || switching) return;
    startSwitching(async () => {
      const outcome = await callAction(() => switchTo(id));
      if (!outcome.ok) {
        toast.error(outcome.problem.detail);
        return;
      }
      if (pathAfterSwitch(pathname) !== pathname) router.push(pathAfterSwitch(pathname));
    });
  };
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-busy={switching || undefined}
        className={cn(
          'flex min-w-0 items-center gap-1.5 rounded-md px-2 py-1.5 text-left transition-colors data-[state=open]:bg-muted hover:bg-muted',
          look === 'row' ? 'flex-1 text-13' : '-ml-1 text-13',
          switching && 'opacity-60',
        )}
      >
        <span className="sr-only">Organization: </span>
        <span className="min-w-0 flex-1 truncate font-medium">{organizationName}</span>
        <ChevronsUpDown aria-hidden="true" className="size-3.5 shrink-0 text-subtle-foreground" />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="w-64 max-w-[calc(100vw-1rem)]">
        <DropdownMenuLazyItems
          code={organizationItems}
          with={{ organizationId, organizations, onChoose: choose }}
        />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
