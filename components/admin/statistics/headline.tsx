import type { FigureSeries } from '@/lib/admin';
import type { FigureId } from '@/lib/admin/statistics/figures';
import { Change } from './change';
import { figureTitle, figureWords, shareWords } from './figure-words';
import { InfoLink } from './info-link';

/** The numbers that somebody looks at first, each with how it compares with the days before. */
export function Headline({ figures }: { figures: readonly FigureSeries[] }) {
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-border lg:grid-cols-4">
      {shown.flatMap((id) => {
        const figure = figures.find((each) => each.figure === id);
        if (!figure) return [];
        return (
          <div key={id} className="grid min-w-0 content-start gap-1 bg-surface px-4 py-4 sm:px-5">
            <dt className="flex items-center gap-1.5 text-13 text-muted-foreground">
              {figureTitle(figure)}
              <InfoLink figure={id} />
            </dt>
            <dd className="grid gap-1">
              <span className="tabular font-semibold text-2xl">
                {figure.current === null ? '–' : figureWords(figure.unit, figure.current)}
              </span>
              {id === 'churned' ? <ChurnRate figures={figures} /> : null}
              <Change figure={figure} />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

const shown: readonly FigureId[] = [
  'users',
  'active_users',
  'sign_ups',
  'conversions',
  'mrr',
  'paying',
  'churned',
  'failed_payments',
];

function ChurnRate({ figures }: { figures: readonly FigureSeries[] }) {
  const churned = figures.find(({ figure }) => figure === 'churned')?.current ?? null;
  const paid = figures.find(({ figure }) => figure === 'paying')?.before ?? null;
  if (churned === null || paid === null || paid === 0) return null;
  return (
    <span className="tabular text-13">
      {shareWords(churned / paid)} of the {figureWords('count', paid)} who paid before
    </span>
  );
}
