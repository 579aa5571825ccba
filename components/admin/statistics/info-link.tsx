import { Info } from 'lucide-react';
import { type FigureId, figures } from '@/lib/admin/statistics/figures';
import { Tooltip } from '../../ui/tooltip';
import { definitionId } from './definitions';

/** What exactly a figure counts: on hover and on keyboard focus in words, and by a click where all of them are told. */
export function InfoLink({ figure }: { figure: FigureId }) {
  const { title, definition } = figures[figure];
  return (
    <Tooltip content={definition}>
      <a
        href={`#${definitionId(figure)}`}
        aria-label={`How ${title} is counted`}
        className="-m-1 inline-flex rounded-full p-1 text-subtle-foreground transition-colors hover:text-foreground"
      >
        <Info aria-hidden="true" className="size-3.5" />
      </a>
    </Tooltip>
  );
}
