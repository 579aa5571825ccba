'use client';

import { ChartNoAxesColumn, CopyCheck, Download, Ellipsis, type LucideIcon, Upload } from 'lucide-react';
import Link from 'next/link';
import { Button } from '../../ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '../../ui/dropdown-menu';

/** A page beside the board. */
export type MoreEntry = {
  label: string;
  href: `/${string}`;
  icon: LucideIcon;
  /** Shown only to who may change jobs. */
  forEditors?: true;
};

/** What the menu leads to, in this order. */
const entries: readonly MoreEntry[] = [
  { label: 'Statistics', href: '/jobs/statistics', icon: ChartNoAxesColumn },
  { label: 'Export jobs', href: '/jobs/export', icon: Download },
  { label: 'Import jobs', href: '/jobs/import', icon: Upload, forEditors: true },
  { label: 'Possible duplicates', href: '/jobs/duplicates', icon: CopyCheck },
];

/** The way from the board to what else can be done with saved jobs; nothing where there is none. */
export function MoreMenu({ mayEdit }: { mayEdit: boolean }) {
  const shown = entries.filter(({ forEditors }) => mayEdit || !forEditors);
  if (shown.length === 0) return null;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="secondary" size="icon" aria-label="More about your jobs">
          <Ellipsis aria-hidden="true" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        {shown.map(({ label, href, icon: Icon }) => (
          <DropdownMenuItem key={href} asChild>
            <Link href={href} prefetch={false}>
              <Icon aria-hidden="true" />
              {label}
            </Link>
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
