import type { Day } from './days';
import type { FigureId } from './figures';

/** One number of one day; `split` is '' where a figure is not split. */
export type DayFigure = { figure: FigureId; split: string; day: Day; value: number };
