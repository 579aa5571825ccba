'use client';

import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import type { SavedView } from '@/lib/jobs';
import { Button } from '../../ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuLazyItems,
  DropdownMenuTrigger,
} from '../../ui/dropdown-menu';
import { LazyDialog } from '../../ui/lazy-dialog';
import { lazyPart } from '../../ui/lazy-part';
import { type BoardSearch, boardQuery } from './board-url';

const viewItems = lazyPart(async () => (await import('./view-items')).ViewItems);
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
          <DropdownMenuLazyItems
            code={viewItems}
            with={{ views, current, onSave: () => setOpen('save'), onManage: () => setOpen('manage') }}
          />
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
