import { Button } from '@/components/ui/button';
import { ask, type Request } from '../messages';
import type { QueueItem } from '../queue/queue-item';
import { RefusalAlert } from './refusal-alert';

/** What is kept on this device: sent by itself, or refused and waiting for the person. */
export function WaitingList({ queue, userId }: { queue: readonly QueueItem[]; userId: string | undefined }) {
  return (
    <section className="grid grid-cols-1 gap-2 border-border border-t pt-4" aria-labelledby="waiting">
      <h2 id="waiting" className="font-medium text-13 text-muted-foreground">
        Kept on this device
      </h2>
      <ul className="grid grid-cols-1 gap-2">
        {queue.map((item) => (
          <Item key={item.id} item={item} isOwn={item.userId === userId} />
        ))}
      </ul>
    </section>
  );
}

function Item({ item, isOwn }: { item: QueueItem; isOwn: boolean }) {
  const { id, job, refusal } = item;
  const tell = (request: Request) => void ask(request).catch(() => {});
  return (
    <li className="grid grid-cols-1 gap-2 rounded-md border border-border p-3">
      <p className="min-w-0 text-13">
        <span className="block truncate font-medium">{job.title}</span>
        <span className="block truncate text-muted-foreground">{job.company}</span>
        <span className="block text-muted-foreground">
          {isOwn ? (refusal ? 'Not saved' : 'Waiting to be sent') : 'Waits for the account that saved it'}
        </span>
      </p>
      {refusal && isOwn ? <RefusalAlert problem={refusal} /> : null}
      <div className="flex gap-2">
        {refusal && isOwn ? (
          <Button variant="secondary" size="sm" onClick={() => tell({ type: 'retry', id })}>
            Try again
          </Button>
        ) : null}
        <Button
          variant={refusal ? 'ghost' : 'secondary'}
          size="sm"
          onClick={() => tell({ type: 'discard', id })}
        >
          Discard
        </Button>
      </div>
    </li>
  );
}
