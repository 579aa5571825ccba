import { Banknote, CalendarClock, House, MapPin } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SavedJob } from '@/lib/jobs/schema';
import { dayWords } from '../day-words';
import { salaryWords } from '../salary-words';
import { workModeWords } from '../work-mode-words';

/** What decides about a job, in one line: where, how, for how much, until when. */
export function JobFacts({ job: { location, workMode, salary, salaryText, closesOn } }: { job: SavedJob }) {
  const pay = salary ? salaryWords(salary) : salaryText;
  const facts: readonly [string, typeof MapPin, ReactNode][] = [
    ['Location', MapPin, location],
    ['Work mode', House, workMode && workModeWords[workMode]],
    ['Pay', Banknote, pay],
    ['Apply by', CalendarClock, closesOn && `Apply by ${dayWords(closesOn)}`],
  ];
  const known = facts.filter(([, , words]) => words);
  if (known.length === 0) return null;
  return (
    <dl className="flex min-w-0 flex-wrap items-center gap-x-5 gap-y-1.5 text-13 text-muted-foreground">
      {known.map(([label, Icon, words]) => (
        <div key={label} className="flex min-w-0 items-center gap-1.5">
          <dt>
            <Icon aria-hidden="true" className="size-4 shrink-0 text-subtle-foreground" />
            <span className="sr-only">{label}</span>
          </dt>
          <dd className="min-w-0 [overflow-wrap:anywhere]">{words}</dd>
        </div>
      ))}
    </dl>
  );
}
