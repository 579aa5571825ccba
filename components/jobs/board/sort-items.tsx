'use client';

import { jobSorts, usualOrder } from '@/lib/jobs/job-sorts';
import { DropdownMenuRadioGroup, DropdownMenuRadioItem, DropdownMenuSeparator } from '../../ui/dropdown-menu';
import { orderWords, sortWords } from './filter-words';
import type { SortMenuProps } from './sort-menu';

/** What the menu of orders has in it. */
export function SortItems({ order, hasText, onChange }: SortMenuProps) {
  const choose = (value: string) => {
    const sort = jobSorts.find((each) => each === value);
    if (sort) onChange({ sort, order: usualOrder(sort) });
  };
  const turn = (value: string) => onChange({ sort: order.sort, order: value === 'asc' ? 'asc' : 'desc' });
  return (
    <>
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
    </>
  );
}
