'use client';

import { Ellipsis } from 'lucide-react';
import { Button } from '../../ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuLazyItems,
  DropdownMenuTrigger,
} from '../../ui/dropdown-menu';
import { lazyPart } from '../../ui/lazy-part';

const moreItems = lazyPart(async () => (await import('./more-items')).MoreItems);

/** The way from the board to what else can be done with saved jobs. */
export function MoreMenu({ mayEdit }: { mayEdit: boolean }) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="secondary" size="icon" aria-label="More about your jobs">
          <Ellipsis aria-hidden="true" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuLazyItems code={moreItems} with={{ mayEdit }} />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
