import { useEffect, useState } from 'react';
import { Skeleton } from '@/components/ui/skeleton';
import { canonicalUrl } from '@/lib/capture';
import type { Saving } from '../messages';
import type { Draft } from '../page/draft';
import type { QueueItem, SavedRef } from '../queue/queue-item';
import { readQueue } from '../queue/stored-queue';
import { findSaved } from '../saved/find-saved';
import { AlreadySaved } from './already-saved';
import { keptDraft } from './kept-draft';
import { type PopupSource, readSource } from './popup-source';
import { SaveForm } from './save-form';
import { Saved, Waiting } from './saved-view';

type SaveViewProps = {
  source: PopupSource;
  queue: readonly QueueItem[];
  /** The site did not take this item of the queue, as the form tells. */
  onRefused: (id: string) => void;
};

type View =
  | { kind: 'reading' }
  | {
      kind: 'form';
      draft: Draft;
      words?: string | undefined;
      saved?: SavedRef | undefined;
      again?: boolean;
      /** The item of the queue that is this posting, on its way since before. */
      waitingId?: string | undefined;
    };

/** What was read of the page, to be looked at and saved; or that it is saved already, or on its way. */
export function SaveView({ source, queue, onRefused }: SaveViewProps) {
  const [view, setView] = useState<View>({ kind: 'reading' });
  const [saving, setSaving] = useState<Extract<Saving, { state: 'saved' | 'waiting' }>>();
  const [round, setRound] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another round reads all of it anew
  useEffect(() => {
    let isOver = false;
    const read = async () => {
      const { draft: fresh, words } = await readSource(source);
      const draft = (await keptDraft(fresh.url)) ?? fresh;
      const waitingId = waitingFor(await readQueue(), fresh.url)?.id;
      if (isOver) return;
      setView({ kind: 'form', draft, words, waitingId });
      // Whether it is saved is told as soon as it is known: until then it can be filled in.
      const saved = fresh.url ? await findSaved({ ...fresh, url: fresh.url }) : undefined;
      if (!isOver && saved) setView((now) => (now.kind === 'form' ? { ...now, saved } : now));
    };
    void read();
    return () => {
      isOver = true;
    };
  }, [source, round]);

  // Not whatever waits now: while the form sends, its own job is in the queue, too, and the form must stay.
  const waitingId =
    saving?.state === 'waiting' ? saving.id : view.kind === 'form' ? view.waitingId : undefined;
  const waiting = queue.find(({ id }) => id === waitingId);
  const isGone = waitingId !== undefined && !waiting;
  useEffect(() => {
    if (!isGone) return;
    setSaving(undefined);
    setView({ kind: 'reading' });
    setRound((last) => last + 1);
  }, [isGone]);

  if (view.kind === 'reading') return <Reading />;
  if (saving?.state === 'saved') return <Saved job={saving.job} />;
  if (waiting && waiting.refusal === null) return <Waiting until={waiting.notBefore} />;
  if (view.saved && !view.again)
    return <AlreadySaved job={view.saved} onAgain={() => setView({ ...view, again: true })} />;
  return (
    <SaveForm
      draft={view.draft}
      words={view.words}
      again={view.again === true}
      onSaving={setSaving}
      onRefused={onRefused}
    />
  );
}

function Reading() {
  return (
    <div role="status" aria-label="Reading the page" className="grid gap-3">
      <Skeleton className="h-9" />
      <Skeleton className="h-9" />
      <Skeleton className="h-9 w-2/3" />
    </div>
  );
}

function waitingFor(queue: readonly QueueItem[], url: string | null | undefined): QueueItem | undefined {
  if (!url) return undefined;
  const name = canonicalUrl(url);
  return queue.find(({ job, refusal }) => refusal === null && job.url && canonicalUrl(job.url) === name);
}
