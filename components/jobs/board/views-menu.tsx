'use client';

import { BookmarkPlus, Check, ChevronDown, ListChecks } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import type { SavedView } from '@/lib/jobs';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '../../ui/dropdown-menu';
import { LazyDialog } from '../../ui/lazy-dialog';
import { lazyPart } from '../../ui/lazy-part';
import { type BoardSearch, boardQuery } from './board-url';

const saveDialog = lazyPart(async () => (await import('./save-view-dialog')).SaveViewDialog);
const manageDialog = lazyPart(async () => (await import('./manage-views-dialog')).ManageViewsDialog);

type ViewsMenuProps = { views: readonly SavedView[]; search: BoardSearch };

/** The person's own views of the board: to go to one, to keep the present one, to change them. */
export function ViewsMenu({ views, search }: ViewsMenuProps) {
  const [open, setOpen] = useState<'save' | 'manage' | null>(null);
  const query = boardQuery(search);
  const current = views.find((view) => view.query === query);
  const setDialogOpen = (isOpen: boolean) => {
    if (!isOpen) setOpen(null);
  };
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button
            variant="secondary"
            aria-label={current ? `Views: ${current.name}` : 'Views'}
            className="max-w-48"
          >
            <span className="truncate">{current?.name ?? 'Views'}</span>
            <ChevronDown aria-hidden="true" />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent className="max-w-72">
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
          <DropdownMenuItem onSelect={() => setOpen('save')}>
            <BookmarkPlus aria-hidden="true" />
            Save this view
          </DropdownMenuItem>
          {views.length > 0 ? (
            <DropdownMenuItem onSelect={() => setOpen('manage')}>
              <ListChecks aria-hidden="true" />
              Manage views
            </DropdownMenuItem>
          ) : null}
        </DropdownMenuContent>
      </DropdownMenu>
      <LazyDialog code={saveDialog} with={{ open: open === 'save', onOpenChange: setDialogOpen, query }} />
      <LazyDialog
        code={manageDialog}
        with={{ open: open === 'manage', onOpenChange: setDialogOpen, views, query }}
      />
    </>
  );
}
