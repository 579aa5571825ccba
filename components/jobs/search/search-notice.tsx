import Link from 'next/link';
import type { QueryProblem } from '@/lib/jobs/search';

type SearchNoticeProps = {
  /** Operators were read as words, for want of a plan that has them. */
  ignored: boolean;
  problems: readonly QueryProblem[];
};

/** Below the search box: what of the question was not understood, or that its operators need another plan. Nothing else. */
export function SearchNotice({ ignored, problems }: SearchNoticeProps) {
  const [problem] = problems;
  if (!ignored && !problem) return null;
  return (
    <p role="status" className="text-13 text-muted-foreground">
      {ignored ? (
        <>
          Only the words were searched for. Fields, exact phrases, OR and minus are part of Pro.{' '}
          <Link
            href="/pricing?feature=advanced_search"
            className="font-medium text-primary underline underline-offset-2"
          >
            See plans
          </Link>
        </>
      ) : (
        problem?.message
      )}
    </p>
  );
}
