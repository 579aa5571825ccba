import type { BulkAction, BulkPreview } from '@/lib/admin/users/bulk';
import { BULK_MAX } from '@/lib/admin/users/bulk/bulk-order';
import { Skeleton } from '../../../ui/skeleton';
import { concernedWords, leftOutWords } from './bulk-words';

type PreviewLinesProps = {
  kind: BulkAction['kind'];
  /** Null until it is known. */
  preview: BulkPreview | null;
  /** Whether there is something to ask for; without, nothing is awaited. */
  isAsked: boolean;
};

/** Whom it concerns and who is left out, before anything is done. */
export function PreviewLines({ kind, preview, isAsked }: PreviewLinesProps) {
  return (
    <div
      role="status"
      className="grid min-h-16 content-start gap-1 rounded-md border bg-subtle px-4 py-3 text-sm"
    >
      {preview === null ? (
        isAsked ? (
          <>
            <span className="sr-only">Counting</span>
            <Skeleton className="h-4 w-48" />
          </>
        ) : (
          <span className="text-muted-foreground">Choose an end first.</span>
        )
      ) : preview.tooMany || preview.concerned > BULK_MAX ? (
        <span>
          These are too many. One order concerns {BULK_MAX.toLocaleString('en-US')} people at most: filter
          them further.
        </span>
      ) : (
        <>
          <span className="font-medium">{concernedWords(preview)}</span>
          {leftOutWords(kind, preview).map((line) => (
            <span key={line} className="text-13 text-muted-foreground">
              {line}
            </span>
          ))}
        </>
      )}
    </div>
  );
}
