import Link from 'next/link';
import type { JobImport } from '@/lib/jobs/csv/import/schema';
import { Badge } from '../../ui/badge';
import { Section } from '../../ui/section';
import { SavedOn } from '../saved-on';
import { progressWords, stateWords } from './import-words';

/** The last imports, each with what came of it. */
export function RecentImports({ imports }: { imports: readonly JobImport[] }) {
  return (
    <Section title="Last imports" className="max-w-3xl border-t pt-8">
      <ul className="divide-y rounded-lg border bg-surface">
        {imports.map((each) => (
          <li key={each.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3 text-sm">
            <Link
              href={`/jobs/import?id=${each.id}`}
              className="min-w-0 truncate rounded-sm font-medium text-primary hover:underline"
            >
              {each.fileName ?? 'Pasted rows'}
            </Link>
            <Badge tone={stateWords[each.state].tone}>{stateWords[each.state].label}</Badge>
            <span className="tabular text-13 text-muted-foreground">{progressWords(each)}</span>
            <span className="ml-auto text-13 text-muted-foreground">
              <SavedOn at={each.createdAt} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
