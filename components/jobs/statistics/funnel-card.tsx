import type { Funnel } from '@/lib/jobs/statistics/schema';
import { Card, CardBody } from '../../ui/card';
import { cn } from '../../ui/cn';
import { type Defined, definitions, InfoLink } from './definitions';
import { numberOf, percent, shareOf } from './statistics-words';

/** How many jobs got how far: each stage as long as its share of what was saved. */
export function FunnelCard({ funnel }: { funnel: Funnel }) {
  return (
    <Card className="min-w-0">
      <CardBody className="grid gap-4">
        <h2 className="font-semibold text-sm">How far they got</h2>
        <ol className="grid gap-4">
          {steps.map(({ of, bar }, index) => {
            const count = funnel[of];
            const before = steps[index - 1];
            return (
              <li key={of} className="grid gap-1.5">
                <div className="flex flex-wrap items-baseline justify-between gap-x-3 text-sm">
                  <span className="flex items-center gap-1.5">
                    {definitions[of].title}
                    <InfoLink of={of} />
                  </span>
                  <span className="tabular text-muted-foreground">
                    {before ? `${percent(shareOf(count, funnel[before.of]))} of ${before.words}` : null}
                    <span className="ml-3 font-semibold text-foreground">
                      {count.toLocaleString('en-US')}
                    </span>
                  </span>
                </div>
                <div aria-hidden="true" className="h-2.5 overflow-hidden rounded-full bg-muted">
                  <div
                    className={cn('h-full rounded-full', bar)}
                    style={{ width: `${(shareOf(count, funnel.saved) ?? 0) * 100}%` }}
                  />
                </div>
              </li>
            );
          })}
        </ol>
      </CardBody>
    </Card>
  );
}

/** The share of the applications that was answered. */
export function ResponseCard({ funnel }: { funnel: Funnel }) {
  const open = funnel.applied - funnel.answered;
  return (
    <Card className="min-w-0">
      <CardBody className="grid content-start gap-4">
        <h2 className="flex items-center gap-1.5 font-semibold text-sm">
          {definitions.responseRate.title}
          <InfoLink of="responseRate" />
        </h2>
        <p className="tabular font-semibold text-3xl">{percent(funnel.responseRate)}</p>
        <p className="text-13 text-muted-foreground">
          {funnel.applied === 0
            ? 'There is no application yet.'
            : `${funnel.answered.toLocaleString('en-US')} of ${numberOf(funnel.applied, 'application')} answered${open > 0 ? `, ${open.toLocaleString('en-US')} still without a word.` : '.'}`}
        </p>
      </CardBody>
    </Card>
  );
}

const steps = [
  { of: 'saved', bar: 'bg-control', words: 'saved' },
  { of: 'applied', bar: 'bg-info-solid', words: 'applied' },
  { of: 'interviewing', bar: 'bg-warning-solid', words: 'interviewing' },
  { of: 'offer', bar: 'bg-success-solid', words: 'offers' },
] as const satisfies readonly { of: Defined; bar: string; words: string }[];
