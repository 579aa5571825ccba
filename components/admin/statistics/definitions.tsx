import { type FigureId, figureIds, figures } from '@/lib/admin/statistics/figures';

/** What every figure counts, one after the other; the figures themselves lead here. */
export function Definitions() {
  return (
    <dl className="divide-y rounded-lg border bg-surface">
      {figureIds.map((figure) => (
        <div
          key={figure}
          id={definitionId(figure)}
          tabIndex={-1}
          className="grid scroll-mt-32 gap-1 px-5 py-3 target:bg-primary-subtle sm:grid-cols-[12rem_minmax(0,1fr)] sm:gap-4 md:scroll-mt-8"
        >
          <dt className="font-medium text-sm">{figures[figure].title}</dt>
          <dd className="text-13 text-muted-foreground">{figures[figure].definition}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The id of a figure's definition in the page. */
export function definitionId(figure: FigureId): string {
  return `counted-${figure}`;
}
