'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Button } from './button';
import { ButtonLink } from './button-link';

type LoadMoreProps = { loading: boolean; onLoadMore: () => void; label?: string };

/** Goes on in a list that grows in place. */
export function LoadMore({ loading, onLoadMore, label = 'Load more' }: LoadMoreProps) {
  return (
    <div className="flex justify-center">
      <Button variant="secondary" loading={loading} onClick={onLoadMore}>
        {label}
      </Button>
    </div>
  );
}

type PageLinksProps = {
  /** What is paged, for screen readers, such as "Invoices". */
  label: string;
  /** `null` where there is no such page. */
  previousHref: string | null;
  nextHref: string | null;
};

/** Previous and next page of a list whose pages have URLs; nothing when there is only one. */
export function PageLinks({ label, previousHref, nextHref }: PageLinksProps) {
  if (previousHref === null && nextHref === null) return null;
  return (
    <nav aria-label={`${label} pages`} className="flex justify-between gap-2">
      {previousHref === null ? (
        <span />
      ) : (
        <ButtonLink href={previousHref} rel="prev" variant="secondary" size="sm">
          <ChevronLeft aria-hidden="true" />
          Previous
        </ButtonLink>
      )}
      {nextHref === null ? null : (
        <ButtonLink href={nextHref} rel="next" variant="secondary" size="sm">
          Next
          <ChevronRight aria-hidden="true" />
        </ButtonLink>
      )}
    </nav>
  );
}
