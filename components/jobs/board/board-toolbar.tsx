'use client';

import { ListFilter } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { lazy, Suspense, useOptimistic, useState, useTransition } from 'react';
import type { SavedView } from '@/lib/jobs';
import type { FilterChoices } from '@/lib/jobs/board-lists';
import type { SearchHints } from '@/lib/jobs/search';
import { Button } from '../../ui/button';
import { LazyDialog } from '../../ui/lazy-dialog';
import { lazyPart } from '../../ui/lazy-part';
import { SearchHelp } from '../search/search-help';
import { SearchNotice } from '../search/search-notice';
import { type BoardSearch, boardUrl, changedSearch } from './board-url';
import { filterChips } from './filter-words';
import { SearchBox } from './search-box';
import { SortMenu } from './sort-menu';
import { ViewSwitch } from './view-switch';
import { ViewsMenu } from './views-menu';

// Only where there is a filter.
const FilterChips = lazy(async () => ({ default: (await import('./filter-chips')).FilterChips }));
const filterDialog = lazyPart(async () => (await import('./filter-dialog')).FilterDialog);

type BoardToolbarProps = {
  search: BoardSearch;
  choices: FilterChoices;
  views: readonly SavedView[];
  hints: SearchHints;
};

/** How the jobs are looked at, searched, filtered and sorted. All of it lives in the URL. */
export function BoardToolbar({ search: arrived, choices, views, hints }: BoardToolbarProps) {
  const router = useRouter();
  // What was asked for until it has arrived: whoever chooses twice in a row chooses both.
  const [search, setSearch] = useOptimistic(arrived);
  const [filtering, setFiltering] = useState(false);
  const [working, startWork] = useTransition();
  const go = (change: Partial<BoardSearch>) =>
    startWork(() => {
      const asked = changedSearch(search, change);
      setSearch(asked);
      router.replace(boardUrl(asked), { scroll: false });
    });
  const chips = filterChips(search.filter).length;

  return (
    <div className="grid grid-cols-1 gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <ViewSwitch view={search.view} onChange={(view) => go({ view })} />
        <div className="max-sm:ml-auto">
          <ViewsMenu views={views} search={search} />
        </div>
        <div className="flex min-w-0 items-center gap-2 max-sm:w-full sm:ml-auto">
          <SearchBox
            search={search}
            working={working}
            onSearch={(q) => go({ filter: { ...search.filter, q } })}
          />
          <SearchHelp advanced={hints.advanced} onTry={(q) => go({ filter: { ...search.filter, q } })} />
          <SortMenu
            order={search.order}
            hasText={search.filter.q !== ''}
            onChange={(order) => go({ order })}
          />
          <Button
            variant="secondary"
            aria-label={chips > 0 ? `Filters, ${chips} in force` : 'Filters'}
            onClick={() => setFiltering(true)}
          >
            <ListFilter aria-hidden="true" />
            <span className="max-sm:hidden">Filters</span>
            {chips > 0 ? <span className="tabular">{chips}</span> : null}
          </Button>
        </div>
      </div>
      <SearchNotice ignored={hints.ignored} problems={hints.problems} />
      {chips > 0 ? (
        <Suspense>
          <FilterChips search={search} />
        </Suspense>
      ) : null}
      <LazyDialog
        code={filterDialog}
        with={{
          open: filtering,
          onOpenChange: setFiltering,
          filter: search.filter,
          choices,
          onChange: (filter) => go({ filter }),
        }}
      />
    </div>
  );
}
