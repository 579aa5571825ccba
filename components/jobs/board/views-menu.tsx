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
import { lazyPart, useLazyPart } from '../../ui/lazy-part';
import { type BoardSearch, boardQuery } from './board-url';

const viewDialogs = lazyPart(() => import('./view-dialogs'));

type ViewsMenuProps = { views: readonly SavedView[]; search: BoardSearch };

/** The person's own views of the board: to go to one, to keep the present one, to change them. */
export function ViewsMenu({ views, search }: ViewsMenuProps) {
  const [open, setOpen] = useState<'save' | 'manage' | null>(null);
  const dialogs = useLazyPart(viewDialogs);
  const query = boardQuery(search);
  const current = views.find((view) => view.query === query);
  const ask = (dialog: 'save' | 'manage') => {
    viewDialogs.want();
    setOpen(dialog);
  };
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
          <DropdownMenuItem onSelect={() => ask('save')}>
            <BookmarkPlus aria-hidden="true" />
            Save this view
          </DropdownMenuItem>
          {views.length > 0 ? (
            <DropdownMenuItem onSelect={() => ask('manage')}>
              <ListChecks aria-hidden="true" />
              Manage views
            </DropdownMenuItem>
          ) : null}
        </DropdownMenuContent>
      </DropdownMenu>
      {dialogs ? (
        <>
          <dialogs.SaveViewDialog open={open === 'save'} onOpenChange={setDialogOpen} query={query} />
          <dialogs.ManageViewsDialog
            open={open === 'manage'}
            onOpenChange={setDialogOpen}
            views={views}
            query={query}
          />
        </>
      ) : null}
    </>
  );
}
