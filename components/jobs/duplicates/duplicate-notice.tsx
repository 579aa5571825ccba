import type { PossibleDuplicate } from '@/lib/jobs/duplicates';
import { Alert } from '../../ui/alert';
import { ButtonLink } from '../../ui/button-link';
import { SavedOn } from '../saved-on';
import { statusLook } from '../status-look';

/** On the page of a job that may be saved already: as what, and the way to compare them. Nothing where it is not. */
export function DuplicateNotice({
  jobId,
  duplicates,
}: {
  jobId: string;
  duplicates: readonly PossibleDuplicate[];
}) {
  const [first, ...others] = duplicates;
  if (!first) return null;
  return (
    <Alert
      title="This may be saved twice"
      action={
        <ButtonLink href={`/jobs/duplicates?job=${jobId}`} variant="secondary" size="sm">
          Compare
        </ButtonLink>
      }
    >
      “{first.title}” at {first.company}, saved on <SavedOn at={first.createdAt} />, is in{' '}
      {statusLook[first.status].label}
      {others.length > 0
        ? `, and ${others.length === 1 ? 'one more is' : `${others.length} more are`} like it`
        : ''}
      .
    </Alert>
  );
}
