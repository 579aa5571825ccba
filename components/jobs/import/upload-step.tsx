'use client';

import { FileUp } from 'lucide-react';
import { type DragEvent, useId, useRef, useState } from 'react';
import type { Table } from '@/lib/jobs/csv/import/read-table';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { Card, CardBody } from '../../ui/card';
import { cn } from '../../ui/cn';
import { Field } from '../../ui/field';
import { Textarea } from '../../ui/textarea';
import { type ReadFile, readFile, readText } from './read-file';

/** The table: a file that is chosen or dropped, or what was copied out of a spreadsheet. */
export function UploadStep({ onTable }: { onTable: (table: Table, fileName?: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const hintId = useId();
  const [isOver, setIsOver] = useState(false);
  const [isReading, setIsReading] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [pasted, setPasted] = useState('');

  const read = async (reading: Promise<ReadFile>, fileName?: string) => {
    setIsReading(true);
    setProblem(null);
    const outcome = await reading.catch(() => ({ problem: 'The file could not be read.' }));
    setIsReading(false);
    if ('table' in outcome) onTable(outcome.table, fileName);
    else setProblem(outcome.problem);
  };
  const take = (file: File | undefined) => {
    if (file) void read(readFile(file), file.name.slice(0, 200));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    take(event.dataTransfer.files[0]);
  };

  return (
    <div className="grid max-w-3xl gap-6">
      {problem ? (
        <Alert tone="danger" title="This cannot be imported" live>
          {problem}
        </Alert>
      ) : null}
      <section
        aria-label="File"
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={drop}
        className={cn(
          'grid justify-items-center gap-4 rounded-lg border border-dashed px-6 py-12 text-center transition-colors',
          isOver && 'border-primary bg-primary-subtle',
        )}
      >
        <span className="flex size-10 items-center justify-center rounded-lg border bg-subtle text-muted-foreground">
          <FileUp aria-hidden="true" className="size-5" />
        </span>
        <div className="grid gap-1">
          <p className="font-medium">Drop a CSV file here</p>
          <p id={hintId} className="text-muted-foreground text-sm">
            Up to 5,000 jobs and 10 MB, from Excel, Google Sheets, Huntr, Teal or another tracker.
          </p>
        </div>
        <Button
          variant="secondary"
          loading={isReading}
          aria-describedby={hintId}
          onClick={() => input.current?.click()}
        >
          Choose a file
        </Button>
        <input
          ref={input}
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
          aria-label="CSV file"
          tabIndex={-1}
          className="sr-only"
          onChange={(event) => {
            take(event.target.files?.[0]);
            // The same file can be chosen again once it was mended.
            event.target.value = '';
          }}
        />
      </section>
      <Card>
        <CardBody className="grid gap-4">
          <Field
            label="Or paste from a spreadsheet"
            hint="Copy the cells with their line of headings, and paste them here."
          >
            <Textarea
              rows={4}
              value={pasted}
              spellCheck={false}
              placeholder={'Title\tCompany\tStatus'}
              onChange={(event) => setPasted(event.target.value)}
              className="font-mono text-13!"
            />
          </Field>
          <div>
            <Button
              variant="secondary"
              disabled={pasted.trim() === ''}
              loading={isReading}
              onClick={() => read(readText(pasted))}
            >
              Use what is pasted
            </Button>
          </div>
        </CardBody>
      </Card>
    </div>
  );
}
