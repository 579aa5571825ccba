import { jobStatuses } from '@/lib/jobs/schema';
import { TabLinks } from '../ui/tab-links';
import { type Board, totalOf } from './board-state';
import { type BoardFilter, boardUrl } from './board-url';
import { statusLook } from './status-look';

/** The statuses as links with how many jobs each has, under the current search. */
export function StatusFilter({ filter, counts }: { filter: BoardFilter; counts: Board['counts'] }) {
  const all = {
    href: boardUrl({ ...filter, status: undefined }),
    label: 'All',
    count: totalOf(counts),
    current: !filter.status,
  };
  const byStatus = jobStatuses.map((status) => ({
    href: boardUrl({ ...filter, status }),
    label: statusLook[status].label,
    count: counts[status],
    current: filter.status === status,
  }));
  return <TabLinks label="Filter by status" links={[all, ...byStatus]} />;
}
