'use client';

import { ChartNoAxesColumn, CopyCheck, Download, type LucideIcon, Upload } from 'lucide-react';
import Link from 'next/link';
import { DropdownMenuItem } from '../../ui/dropdown-menu';

/** A page beside the board. */
type MoreEntry = {
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

/** What the menu beside the board has in it. */
export function MoreItems({ mayEdit }: { mayEdit: boolean }) {
  const shown = entries.filter(({ forEditors }) => mayEdit || !forEditors);
  return (
    <>
      {shown.map(({ label, href, icon: Icon }) => (
        <DropdownMenuItem key={href} asChild>
          <Link href={href} prefetch={false}>
            <Icon aria-hidden="true" />
            {label}
          </Link>
        </DropdownMenuItem>
      ))}
    </>
  );
}
