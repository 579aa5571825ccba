'use client';

import { BookmarkPlus, Check, ListChecks } from 'lucide-react';
import Link from 'next/link';
import type { SavedView } from '@/lib/jobs';
import { Badge } from '../../ui/badge';
import { DropdownMenuItem, DropdownMenuLabel, DropdownMenuSeparator } from '../../ui/dropdown-menu';

type ViewItemsProps = {
  views: readonly SavedView[];
  /** The one that is shown. */
  current: SavedView | undefined;
  onSave: () => void;
  onManage: () => void;
};

/** What the menu of views has in it. */
export function ViewItems({ views, current, onSave, onManage }: ViewItemsProps) {
  return (
    <>
      {views.length > 0 ? (
        <>
          <DropdownMenuLabel>Your views</DropdownMenuLabel>
          {views.map((view) => (
            <DropdownMenuItem key={view.id} asChild>
              <Link href={`/jobs?${view.query}`} scroll={false} prefetch={false}>
                <span className="min-w-0 flex-1 truncate">{view.name}</span>
                {view.isDefault ? <Badge>Default</Badge> : null}
                {view === current ? <Check aria-label="shown now" /> : null}
              </Link>
            </DropdownMenuItem>
          ))}
          <DropdownMenuSeparator />
        </>
      ) : null}
      <DropdownMenuItem onSelect={onSave}>
        <BookmarkPlus aria-hidden="true" />
        Save this view
      </DropdownMenuItem>
      {views.length > 0 ? (
        <DropdownMenuItem onSelect={onManage}>
          <ListChecks aria-hidden="true" />
          Manage views
        </DropdownMenuItem>
      ) : null}
    </>
  );
}
