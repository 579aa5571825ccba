import type { Board } from '@/components/jobs/board/board-state';
import { type BoardSearch, jobFilterOf } from '@/components/jobs/board/board-url';
import type { Principal } from '@/lib/auth';
import { type BoardQuery, readBoard, shownStatuses } from '@/lib/jobs';
import { usageOf } from '@/lib/usage';

/** The board under a search, as the browser keeps it: for the page, and for who comes back to it. */
export async function readPage(
  principal: Principal,
  { view, filter, order }: BoardSearch,
  sizes: BoardQuery['sizes'] = {},
): Promise<Board> {
  const asked = jobFilterOf(filter);
  const [board, quota] = await Promise.all([
    readBoard(principal, { view, filter: asked, order, sizes }),
    usageOf(principal, 'saved_jobs'),
  ]);
  return { ...board, shown: shownStatuses(asked), used: quota.used, limit: quota.limit };
}
