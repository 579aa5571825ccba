'use client';

import { useState } from 'react';
import type { NumberedRow } from '@/lib/jobs/csv/import/mapped-rows';
import { readStatus } from '@/lib/jobs/csv/import/read-status';
import type { ImportPreview } from '@/lib/jobs/csv/import/schema';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { ButtonLink } from '../../ui/button-link';
import { RadioList } from '../../ui/radio-list';
import { SegmentedControl } from '../../ui/segmented-control';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../../ui/table';
import { StatusLabel } from '../status-label';
import { expectedOf } from './import-plan';
import { fitWords, jobsWords, rowNotes } from './import-words';

type ReviewStepProps = {
  rows: readonly NumberedRow[];
  preview: ImportPreview;
  isBusy: boolean;
  onBack: () => void;
  onBegin: (duplicates: 'skip' | 'save') => void;
};

/** Rows of each kind that are shown; all of them are counted. */
const SHOWN = 20;

/** What will come of the table, row by row, and the button that begins. */
export function ReviewStep({ rows, preview, isBusy, onBack, onBegin }: ReviewStepProps) {
  const [duplicates, setDuplicates] = useState<'skip' | 'save'>('skip');
  const [kind, setKind] = useState<Kind>('all');
  const notes = rowNotes(preview, duplicates);
  const { wanted, fit } = expectedOf(preview, duplicates);
  const shown = rows.filter(({ row }) => kind === 'all' || notes.get(row)?.kind === kind);
  const kinds = kindsOf(preview);
  return (
    <div className="grid gap-6">
      <p role="status" className="text-base">
        <span className="font-semibold">{jobsWords(fit)} will be saved</span>
        {restWords(preview, duplicates)}
      </p>
      {fit < wanted ? (
        <Alert
          tone="warning"
          title={fitWords(fit, wanted)}
          action={
            <ButtonLink href="/pricing?from=saved_jobs" variant="secondary" size="sm">
              See plans
            </ButtonLink>
          }
        >
          The first ones of the table are saved. The others are told afterwards, to be imported again once
          there is room.
        </Alert>
      ) : null}
      {preview.duplicates.length > 0 ? (
        <RadioList
          legend={`${jobsWords(preview.duplicates.length)} seem to be there already`}
          name="duplicates"
          value={duplicates}
          onValueChange={setDuplicates}
          options={[
            { value: 'skip', label: 'Skip them', description: 'By their link, or by title and company.' },
            { value: 'save', label: 'Save them all the same' },
          ]}
          className="max-w-xl"
        />
      ) : null}
      <div className="grid gap-3">
        {kinds.length > 1 ? (
          <SegmentedControl
            label="Rows"
            value={kind}
            onValueChange={setKind}
            options={kinds}
            className="justify-self-start"
          />
        ) : null}
        <Table scrollLabel="Rows of the table">
          <caption className="sr-only">Rows of the table, and what becomes of each</caption>
          <TableHeader>
            <tr>
              <TableHead align="end">Row</TableHead>
              <TableHead>Title</TableHead>
              <TableHead>Company</TableHead>
              <TableHead>Status</TableHead>
              <TableHead>Note</TableHead>
            </tr>
          </TableHeader>
          <TableBody>
            {shown.slice(0, SHOWN).map((row) => (
              <TableRow key={row.row}>
                <TableCell align="end" className="text-muted-foreground">
                  {row.row}
                </TableCell>
                <TableCell className="max-w-64 truncate">{row.title ?? '–'}</TableCell>
                <TableCell className="max-w-48 truncate">{row.company ?? '–'}</TableCell>
                <TableCell>
                  <StatusLabel status={statusOf(row)} />
                </TableCell>
                <TableCell
                  className={
                    notes.get(row.row)?.kind === 'invalid'
                      ? 'min-w-56 text-danger'
                      : 'min-w-56 text-muted-foreground'
                  }
                >
                  {notes.get(row.row)?.words}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
        {shown.length > SHOWN ? (
          <p className="text-13 text-muted-foreground">
            The first {SHOWN} of {shown.length.toLocaleString('en-US')} rows.
          </p>
        ) : null}
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <Button variant="secondary" disabled={isBusy} onClick={onBack}>
          Back
        </Button>
        <Button disabled={fit === 0} loading={isBusy} onClick={() => onBegin(duplicates)}>
          Import {jobsWords(fit)}
        </Button>
      </div>
    </div>
  );
}

type Kind = 'all' | 'invalid' | 'duplicate';

function kindsOf({ total, invalid, duplicates }: ImportPreview) {
  const all: { value: Kind; label: string; count: number }[] = [
    { value: 'all', label: 'All', count: total },
    { value: 'invalid', label: 'Cannot be saved', count: invalid.length },
    { value: 'duplicate', label: 'There already', count: duplicates.length },
  ];
  return all
    .filter(({ count }) => count > 0)
    .map(({ value, label, count }) => ({ value, label: `${label} ${count.toLocaleString('en-US')}` }));
}

function restWords({ invalid, duplicates }: ImportPreview, handling: 'skip' | 'save'): string {
  const rest = [
    ...(handling === 'skip' && duplicates.length > 0
      ? [`${duplicates.length.toLocaleString('en-US')} skipped`]
      : []),
    ...(invalid.length > 0 ? [`${invalid.length.toLocaleString('en-US')} cannot be saved`] : []),
  ];
  return rest.length === 0 ? '.' : `, ${rest.join(', ')}.`;
}

function statusOf({ status, appliedOn }: NumberedRow) {
  if (!status) return appliedOn ? 'applied' : 'saved';
  return readStatus(status) ?? 'saved';
}
