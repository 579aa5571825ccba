import Link from 'next/link';
import type { SearchHints } from '@/lib/jobs/search';

/** Below the search box: what of the question was not understood, or that its operators need another plan. Nothing else. */
export function SearchNotice({ ignored, problems }: Omit<SearchHints, 'advanced'>) {
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
