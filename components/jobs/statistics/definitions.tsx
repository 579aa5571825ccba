import { Info } from 'lucide-react';
import { Tooltip } from '../../ui/tooltip';

/** What each number counts. `readStatistics` counts them so; both have to be changed together. */
export const definitions = {
  saved: {
    title: 'Saved',
    words: 'Jobs that were saved within the chosen time and are still there, archived ones too.',
  },
  applied: {
    title: 'Applied',
    words:
      'Of these, how many have at any time been applied, interviewing or an offer, or were rejected with a date of application. Where they are now does not matter.',
  },
  interviewing: {
    title: 'Interviewing',
    words: 'Of these, how many have at any time been interviewing or an offer.',
  },
  offer: { title: 'Offers', words: 'Of these, how many have at any time been an offer.' },
  responseRate: {
    title: 'Response rate',
    words:
      'Of the applications, the share that was answered: they came to interviewing or an offer, or were rejected.',
  },
  stages: {
    title: 'Time in each stage',
    words:
      'The median of how long jobs stayed in a stage before they left it. What is still there is not in it. Less than a minute is taken for a slip and is not counted.',
  },
  activity: {
    title: 'Activity',
    words:
      'Applications are on the day on which a job was applied for. Moves are all other changes of a status. Days are those of your time zone, of all jobs that are still there.',
  },
  weeks: {
    title: 'Week by week',
    words:
      'Jobs saved and applications in each week, from Monday on. The first week may be cut by the chosen time.',
  },
  sources: {
    title: 'Where jobs come from',
    words:
      'The jobs of the chosen time by where they were found, with the applications to them and their response rate.',
  },
} as const;

/** A number of the statistics. */
export type Defined = keyof typeof definitions;

/** What a number counts: in words on hover and on keyboard focus, and by a click where all of them are told. */
export function InfoLink({ of }: { of: Defined }) {
  const { title, words } = definitions[of];
  return (
    <Tooltip content={words}>
      <a
        href={`#counted-${of}`}
        aria-label={`How ${title.toLowerCase()} is counted`}
        className="-m-1 inline-flex rounded-full p-1 text-subtle-foreground transition-colors hover:text-foreground"
      >
        <Info aria-hidden="true" className="size-3.5" />
      </a>
    </Tooltip>
  );
}

/** What every number counts, one after the other; the numbers themselves lead here. */
export function Definitions({ shown }: { shown: readonly Defined[] }) {
  return (
    <dl className="divide-y rounded-lg border bg-surface">
      {shown.map((of) => (
        <div
          key={of}
          id={`counted-${of}`}
          tabIndex={-1}
          className="grid scroll-mt-32 gap-1 px-5 py-3 target:bg-primary-subtle sm:grid-cols-[12rem_minmax(0,1fr)] sm:gap-4 md:scroll-mt-8"
        >
          <dt className="font-medium text-sm">{definitions[of].title}</dt>
          <dd className="text-13 text-muted-foreground">{definitions[of].words}</dd>
        </div>
      ))}
    </dl>
  );
}
