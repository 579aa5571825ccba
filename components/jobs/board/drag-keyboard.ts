import type { KeyboardCoordinateGetter } from '@dnd-kit/core';
import { jobStatuses } from '@/lib/jobs/statuses';
import { columnBeside } from './drag-columns';

/** Where the arrow keys take a card that was picked up: onto the head of the column beside the one that it is over. */
export const besideByKeyboard: KeyboardCoordinateGetter = (event, { context }) => {
  const step = steps[event.code];
  const from = statusIn(context.over?.data.current) ?? statusIn(context.active?.data.current?.job);
  if (step === undefined || from === undefined) return undefined;
  event.preventDefault();
  const columns = context.droppableContainers.getEnabled().flatMap(({ id, data }) => {
    const status = statusIn(data.current);
    const box = context.droppableRects.get(id);
    return status !== undefined && box && data.current?.kind === 'column' ? [{ status, box }] : [];
  });
  const beside = columnBeside(columns, from, step);
  const size = context.collisionRect;
  if (!beside || !size) return undefined;
  return { x: beside.box.left + (beside.box.width - size.width) / 2, y: beside.box.top + HEAD_PX };
};

/** Below the name of the column. */
const HEAD_PX = 48;

const steps: Readonly<Record<string, -1 | 1>> = { ArrowLeft: -1, ArrowRight: 1 };

function statusIn(data: Readonly<Record<string, unknown>> | undefined) {
  return jobStatuses.find((status) => status === data?.status);
}
