import type { AdvancedStatistics } from '@/lib/jobs/statistics/schema';
import { BarChart, LookMark } from '../../charts/bar-chart';
import { NumbersTable } from '../../charts/numbers-table';
import { Card, CardBody } from '../../ui/card';
import { definitions, InfoLink } from './definitions';
import { numberOf } from './statistics-words';

/** Jobs saved and applications week by week. */
export function WeekChart({ weeks }: { weeks: AdvancedStatistics['weeks'] }) {
  const columns = weeks.map(({ from }) => ({ day: sundayOf(from), isWeek: true }));
  const series = [
    { name: 'Saved', look: 'neutral', values: weeks.map(({ saved }) => saved) },
    { name: 'Applications', look: 'info', values: weeks.map(({ applied }) => applied) },
  ] as const;
  const told = series.map(({ name, look, values }) => ({
    name,
    look,
    total: values.reduce((sum, value) => sum + value, 0),
  }));
  const format = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 1 });
  const { title } = definitions.weeks;
  return (
    <Card className="min-w-0">
      <CardBody className="grid gap-4">
        <h2 className="flex items-center gap-1.5 font-semibold text-sm">
          {title}
          <InfoLink of="weeks" />
        </h2>
        <BarChart
          summary={`${title}, ${numberOf(weeks.length, 'week')}. ${told.map(({ name, total }) => `${name}: ${format(total)} in all.`).join(' ')}`}
          columns={columns}
          series={series}
          isStacked={false}
          format={format}
        />
        <ul className="flex flex-wrap gap-x-4 gap-y-1 text-13">
          {told.map(({ name, look, total }) => (
            <li key={name} className="flex items-center gap-1.5">
              <LookMark look={look} />
              <span className="text-muted-foreground">{name}</span>
              <span className="tabular">{format(total)}</span>
            </li>
          ))}
        </ul>
        <NumbersTable title={title} days="Week to" columns={columns} series={series} format={format} />
      </CardBody>
    </Card>
  );
}

function sundayOf(monday: string): string {
  return new Date(Date.parse(monday) + 6 * 86_400_000).toISOString().slice(0, 10);
}
