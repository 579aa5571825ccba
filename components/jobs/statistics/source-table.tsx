import type { AdvancedStatistics } from '@/lib/jobs/statistics/schema';
import { Card, CardBody } from '../../ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../../ui/table';
import { sourceWords } from '../source-words';
import { definitions, InfoLink } from './definitions';
import { numberOf, percent } from './statistics-words';

/** Sources shown; the rest is a long tail of single jobs. */
const SHOWN = 12;

/** Where jobs were found, and how well each place answers. */
export function SourceTable({ sources }: { sources: AdvancedStatistics['sources'] }) {
  const rest = sources.length - SHOWN;
  return (
    <Card className="min-w-0">
      <CardBody className="grid gap-4">
        <h2 className="flex items-center gap-1.5 font-semibold text-sm">
          {definitions.sources.title}
          <InfoLink of="sources" />
        </h2>
        <Table className="max-sm:[&_td]:px-2.5 max-sm:[&_th]:px-2.5" scrollLabel={definitions.sources.title}>
          <caption className="sr-only">{definitions.sources.title}</caption>
          <TableHeader>
            <tr>
              <TableHead>Source</TableHead>
              <TableHead align="end">Saved</TableHead>
              <TableHead align="end">Applied</TableHead>
              <TableHead align="end">Response</TableHead>
            </tr>
          </TableHeader>
          <TableBody>
            {sources.slice(0, SHOWN).map(({ source, saved, applied, responseRate }) => (
              <TableRow key={source ?? ''}>
                <TableCell className="max-w-40 truncate">
                  {source === null ? 'Not known' : sourceWords(source)}
                </TableCell>
                <TableCell align="end">{saved.toLocaleString('en-US')}</TableCell>
                <TableCell align="end">{applied.toLocaleString('en-US')}</TableCell>
                <TableCell align="end">{percent(responseRate)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
        {rest > 0 ? (
          <p className="text-13 text-muted-foreground">
            And {numberOf(rest, 'more source')} with fewer jobs.
          </p>
        ) : null}
      </CardBody>
    </Card>
  );
}
