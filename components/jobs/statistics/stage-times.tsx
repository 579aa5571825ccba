import type { AdvancedStatistics } from '@/lib/jobs/statistics/schema';
import { Card, CardBody } from '../../ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../../ui/table';
import { StatusLabel } from '../status-label';
import { definitions, InfoLink } from './definitions';
import { lengthWords } from './statistics-words';

/** How long jobs stay in each stage, and how many are there now. */
export function StageTimes({ stages }: { stages: AdvancedStatistics['stages'] }) {
  return (
    <Card className="min-w-0">
      <CardBody className="grid gap-4">
        <h2 className="flex items-center gap-1.5 font-semibold text-sm">
          {definitions.stages.title}
          <InfoLink of="stages" />
        </h2>
        <Table className="max-sm:[&_td]:px-2.5 max-sm:[&_th]:px-2.5" scrollLabel={definitions.stages.title}>
          <caption className="sr-only">{definitions.stages.title}</caption>
          <TableHeader>
            <tr>
              <TableHead>Stage</TableHead>
              <TableHead align="end">Median</TableHead>
              <TableHead align="end">Left it</TableHead>
              <TableHead align="end">Now</TableHead>
            </tr>
          </TableHeader>
          <TableBody>
            {stages.map(({ stage, medianSeconds, left, now }) => (
              <TableRow key={stage}>
                <TableCell>
                  <StatusLabel status={stage} />
                </TableCell>
                <TableCell align="end" className="whitespace-nowrap font-medium">
                  {medianSeconds === null ? '–' : lengthWords(medianSeconds)}
                </TableCell>
                <TableCell align="end">{left.toLocaleString('en-US')}</TableCell>
                <TableCell align="end">{now.toLocaleString('en-US')}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </CardBody>
    </Card>
  );
}
