import { jobStatuses } from '@/lib/jobs/statuses';
import { TabLinks } from '../../ui/tab-links';
import { statusLook } from '../status-look';
import type { Board } from './board-state';
import { type BoardSearch, boardUrl } from './board-url';

/** The statuses as links with how many jobs each has, under the rest of the search. All are those that are not archived. */
export function StatusFilter({ search, counts }: { search: BoardSearch; counts: Board['counts'] }) {
  const { filter } = search;
  const [only, ...others] = filter.status;
  const all = {
    href: boardUrl({ ...search, filter: { ...filter, status: [] } }),
    label: 'All',
    count: jobStatuses.reduce((sum, status) => sum + (status === 'archived' ? 0 : counts[status]), 0),
    current: only === undefined,
  };
  const byStatus = jobStatuses.map((status) => ({
    href: boardUrl({ ...search, filter: { ...filter, status: [status] } }),
    label: statusLook[status].label,
    count: counts[status],
    current: only === status && others.length === 0,
  }));
  return <TabLinks label="Filter by status" links={[all, ...byStatus]} />;
}
