'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { Table } from '@/lib/jobs/csv/import/read-table';
import type { ImportPreview } from '@/lib/jobs/csv/import/schema';
import { toast } from '../../ui/toast';
import { askImport } from './ask-import';
import { ColumnStep } from './column-step';
import { dateOrderIn, guessPlan, type ImportPlan, plannedRows } from './import-plan';
import { ReviewStep } from './review-step';
import { Steps } from './steps';
import { UploadStep } from './upload-step';

type Chosen = { table: Table; fileName: string | undefined };

/** From a file to an import in three steps. Nothing is saved before the last; each step keeps what was chosen in it. */
export function ImportFlow() {
  const router = useRouter();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [plan, setPlan] = useState<ImportPlan | null>(null);
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  // One for each review: pressing twice, or after the answer was lost, begins one import.
  const [key, setKey] = useState('');

  const choose = (table: Table, fileName?: string) => {
    setChosen({ table, fileName });
    setPlan(guessPlan(table));
    setPreview(null);
  };

  const review = async (table: Table, plan: ImportPlan) => {
    setIsBusy(true);
    const outcome = await askImport((ask) => ask.previewRows(plannedRows(table, plan), datesOf(table, plan)));
    setIsBusy(false);
    if (!outcome.ok)
      return void toast.error('The rows were not checked', { description: outcome.problem.detail });
    setKey(crypto.randomUUID());
    setPreview(outcome.data);
  };

  const begin = async ({ table, fileName }: Chosen, plan: ImportPlan, duplicates: 'skip' | 'save') => {
    setIsBusy(true);
    const options = { duplicates, fileName, ...datesOf(table, plan) };
    const outcome = await askImport((ask) =>
      ask.importRows(plannedRows(table, plan), options, `${key}-${duplicates}`),
    );
    if (!outcome.ok) {
      setIsBusy(false);
      return void toast.error('The import was not begun', { description: outcome.problem.detail });
    }
    const { id } = outcome.data;
    router.push(`/jobs/import?id=${encodeURIComponent(id)}`);
  };

  if (!chosen || !plan)
    return (
      <>
        <Steps current={0} />
        <UploadStep onTable={choose} />
      </>
    );
  if (!preview)
    return (
      <>
        <Steps current={1} />
        <ColumnStep
          table={chosen.table}
          plan={plan}
          isBusy={isBusy}
          onChange={setPlan}
          onBack={() => setChosen(null)}
          onNext={() => review(chosen.table, plan)}
        />
      </>
    );
  return (
    <>
      <Steps current={2} />
      <ReviewStep
        rows={plannedRows(chosen.table, plan)}
        preview={preview}
        isBusy={isBusy}
        onBack={() => setPreview(null)}
        onBegin={(duplicates) => begin(chosen, plan, duplicates)}
      />
    </>
  );
}

function datesOf(table: Table, plan: ImportPlan): { dates: 'day_first' | 'month_first' } {
  return { dates: dateOrderIn(table, plan) === 'mdy' ? 'month_first' : 'day_first' };
}
