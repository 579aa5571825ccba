'use client';

import { ArrowDownWideNarrow } from 'lucide-react';
import type { JobOrder } from '@/lib/jobs/job-sorts';
import { Button } from '../../ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuLazyItems,
  DropdownMenuTrigger,
} from '../../ui/dropdown-menu';
import { lazyPart } from '../../ui/lazy-part';
import { sortWords } from './filter-words';

const sortItems = lazyPart(async () => (await import('./sort-items')).SortItems);

export type SortMenuProps = {
  order: JobOrder;
  /** Whether a text is searched for, which jobs can fit more or less. */
  hasText: boolean;
  onChange: (order: JobOrder) => void;
};

/** In which order the lists are, for both views and for phones, where the table has no headings. */
export function SortMenu({ order, hasText, onChange }: SortMenuProps) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="secondary" aria-label={`Sort: ${sortWords[order.sort]}`}>
          <ArrowDownWideNarrow aria-hidden="true" />
          <span className="max-sm:hidden">{sortWords[order.sort]}</span>
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuLazyItems code={sortItems} with={{ order, hasText, onChange }} />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
