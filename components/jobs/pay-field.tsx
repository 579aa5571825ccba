'use client';

import { useState } from 'react';
import { parseSalary } from '@/lib/jobs/salary/parse-salary';
import type { JobSummary } from '@/lib/jobs/schema';
import { Field } from '../ui/field';
import { Input } from '../ui/input';
import { payOf } from './job-form';
import { salaryWords } from './salary-words';

type PayFieldProps = {
  job: Pick<JobSummary, 'salary' | 'salaryText'> | undefined;
  error: string | undefined;
  readOnly: boolean;
};

/** The pay in the words of the posting, with how they are read. */
export function PayField({ job, error, readOnly }: PayFieldProps) {
  const [words, setWords] = useState(job ? payOf(job) : '');
  const salary = parseSalary(words);
  const hint = salary
    ? `Read as ${salaryWords(salary)}`
    : words.trim() === ''
      ? undefined
      : 'Kept as it is. With an amount, a currency and “a year” or the like, it can be compared.';
  return (
    <Field label="Pay" hint={hint} error={error} optional className="sm:col-span-2">
      <Input
        name="salaryText"
        value={words}
        onChange={(event) => setWords(event.target.value)}
        placeholder="$120k–$150k a year"
        maxLength={200}
        autoComplete="off"
        readOnly={readOnly}
      />
    </Field>
  );
}
