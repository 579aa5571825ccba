'use client';

import { ArrowDownWideNarrow } from 'lucide-react';
import { type JobOrder, jobSorts, usualOrder } from '@/lib/jobs/job-sorts';
import { Button } from '../../ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '../../ui/dropdown-menu';
import { orderWords, sortWords } from './filter-words';

type SortMenuProps = {
  order: JobOrder;
  /** Whether a text is searched for, which jobs can fit more or less. */
  hasText: boolean;
  onChange: (order: JobOrder) => void;
};

/** In which order the lists are, for both views and for phones, where the table has no headings. */
export function SortMenu({ order, hasText, onChange }: SortMenuProps) {
  const choose = (value: string) => {
    const sort = jobSorts.find((each) => each === value);
    if (sort) onChange({ sort, order: usualOrder(sort) });
  };
  const turn = (value: string) => onChange({ sort: order.sort, order: value === 'asc' ? 'asc' : 'desc' });
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="secondary" aria-label={`Sort: ${sortWords[order.sort]}`}>
          <ArrowDownWideNarrow aria-hidden="true" />
          <span className="max-sm:hidden">{sortWords[order.sort]}</span>
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuRadioGroup value={order.sort} onValueChange={choose}>
          {jobSorts
            .filter((sort) => hasText || sort !== 'relevance')
            .map((sort) => (
              <DropdownMenuRadioItem key={sort} value={sort}>
                {sortWords[sort]}
              </DropdownMenuRadioItem>
            ))}
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuRadioGroup value={order.order} onValueChange={turn}>
          {(['asc', 'desc'] as const).map((each) => (
            <DropdownMenuRadioItem key={each} value={each}>
              {orderWords(order.sort, each)}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
