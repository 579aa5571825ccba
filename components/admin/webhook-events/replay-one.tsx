'use client';

import { replayChosenAction } from '@/app/(admin)/admin/webhook-events/actions';
import { ReplayDialog } from './events-table';

/** Replays the one event that a page is about. */
export function ReplayOne({ id }: { id: string }) {
  return (
    <ReplayDialog label="Replay" what="the event" replay={(reason) => replayChosenAction([id], reason)} />
  );
}
