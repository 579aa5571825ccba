'use client';

import { fieldNames, importFields } from '@/lib/jobs/csv/import/fields';
import { readDate } from '@/lib/jobs/csv/import/read-date';
import type { Table as ReadTable } from '@/lib/jobs/csv/import/read-table';
import { type JobStatus, jobStatuses } from '@/lib/jobs/statuses';
import { Button } from '../../ui/button';
import { RadioList } from '../../ui/radio-list';
import { Section } from '../../ui/section';
import { Select } from '../../ui/select';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../../ui/table';
import { statusLook } from '../status-look';
import {
  ambiguousDate,
  type ImportPlan,
  missingFields,
  samplesOf,
  statusWords,
  withColumn,
} from './import-plan';

type ColumnStepProps = {
  table: ReadTable;
  plan: ImportPlan;
  isBusy: boolean;
  onChange: (plan: ImportPlan) => void;
  onBack: () => void;
  onNext: () => void;
};

/** What each column holds, what its words for the status mean, and which way its dates are where they do not tell. */
export function ColumnStep({ table, plan, isBusy, onChange, onBack, onNext }: ColumnStepProps) {
  const missing = missingFields(plan);
  const words = statusWords(table, plan);
  const date = ambiguousDate(table, plan);
  const needs = [
    ...(missing.length > 0
      ? [
          `Say which column holds the ${missing.map((field) => fieldNames[field].toLowerCase()).join(' and the ')}.`,
        ]
      : []),
    ...(words.some(({ status }) => status === null) ? ['Say what each status means.'] : []),
    ...(date !== null && plan.dateOrder === null ? ['Say which way the dates are.'] : []),
  ];
  return (
    <div className="grid gap-8">
      <Section
        title="Columns"
        description={`${table.rows.length.toLocaleString('en-US')} ${table.rows.length === 1 ? 'row' : 'rows'} found. What is left out is not imported.`}
      >
        <Table scrollLabel="Columns of the table">
          <caption className="sr-only">Columns of the table, and what each holds</caption>
          <TableHeader>
            <tr>
              <TableHead>Column</TableHead>
              <TableHead>Holds</TableHead>
              <TableHead>Such as</TableHead>
            </tr>
          </TableHeader>
          <TableBody>
            {table.headings.map((heading, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: headings may be doubled, and never move
              <TableRow key={index}>
                <TableCell className="max-w-48 truncate font-medium">{nameOf(heading, index)}</TableCell>
                <TableCell>
                  <Select
                    aria-label={`What ${nameOf(heading, index)} holds`}
                    value={plan.columns[index] ?? ''}
                    onChange={({ target }) =>
                      onChange(
                        withColumn(plan, index, importFields.find((field) => field === target.value) ?? null),
                      )
                    }
                    className="w-44"
                  >
                    <option value="">Leave out</option>
                    {importFields.map((field) => (
                      <option key={field} value={field}>
                        {fieldNames[field]}
                      </option>
                    ))}
                  </Select>
                </TableCell>
                <TableCell className="max-w-80 truncate text-muted-foreground">
                  {samplesOf(table, index).join(' · ') || 'Nothing in it'}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Section>
      {words.length > 0 ? <Statuses words={words} plan={plan} onChange={onChange} /> : null}
      {date === null ? null : (
        <RadioList
          legend={`Which day is ${date}?`}
          name="date-order"
          value={plan.dateOrder ?? ''}
          onValueChange={(order) => (order === '' ? null : onChange({ ...plan, dateOrder: order }))}
          options={[
            { value: 'dmy', label: dayOf(date, 'dmy'), description: 'The day stands before the month.' },
            { value: 'mdy', label: dayOf(date, 'mdy'), description: 'The month stands before the day.' },
          ]}
          className="max-w-xl"
        />
      )}
      <div className="flex flex-wrap items-center gap-3">
        <Button variant="secondary" disabled={isBusy} onClick={onBack}>
          Back
        </Button>
        <Button disabled={needs.length > 0} loading={isBusy} onClick={onNext}>
          Continue
        </Button>
        <p role="status" className="text-13 text-muted-foreground">
          {needs.join(' ')}
        </p>
      </div>
    </div>
  );
}

type StatusesProps = Pick<ColumnStepProps, 'plan' | 'onChange'> & { words: ReturnType<typeof statusWords> };

function Statuses({ words, plan, onChange }: StatusesProps) {
  const choose = (word: string, chosen: string) => {
    const status = jobStatuses.find((each) => each === chosen);
    if (status) onChange({ ...plan, statuses: { ...plan.statuses, [word]: status } });
  };
  return (
    <Section title="Statuses" description="What the words of the table mean on the board.">
      <ul className="grid max-w-xl divide-y rounded-lg border bg-surface">
        {words.map(({ word, count, status }) => (
          <li key={word} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-2">
            <span className="min-w-0 truncate text-sm">
              {word}
              <span className="tabular ml-2 text-13 text-muted-foreground">
                {count.toLocaleString('en-US')}
              </span>
            </span>
            <Select
              aria-label={`What ${word} means`}
              aria-invalid={status === null || undefined}
              value={status ?? ''}
              onChange={({ target }) => choose(word, target.value)}
              className="w-44"
            >
              {status === null ? <option value="">Choose</option> : null}
              {jobStatuses.map((each: JobStatus) => (
                <option key={each} value={each}>
                  {statusLook[each].label}
                </option>
              ))}
            </Select>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function nameOf(heading: string, index: number): string {
  return heading || `Column ${index + 1}`;
}

function dayOf(text: string, order: 'dmy' | 'mdy'): string {
  const date = readDate(text, order);
  return date ? day.format(date) : text;
}

const day = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' });
