import { ArrowDown, ArrowUp } from 'lucide-react';
import type { FigureSeries } from '@/lib/admin';
import { changeWords } from './figure-words';

/** How a number compares with the days before. */
export function Change({
  figure,
}: {
  figure: Pick<FigureSeries, 'unit' | 'current' | 'before'> & { split?: string };
}) {
  const words = changeWords(figure);
  if (!words) return <p className="text-muted-foreground text-xs">Nothing to compare with</p>;
  const Arrow = { up: ArrowUp, down: ArrowDown, same: null }[words.direction];
  return (
    <p className="tabular flex items-center gap-1 text-muted-foreground text-xs">
      {Arrow ? <Arrow aria-hidden="true" className="size-3 shrink-0" /> : null}
      {words.sentence}
    </p>
  );
}
