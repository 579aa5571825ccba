'use client';

import type { FormEvent, ReactNode } from 'react';
import type { FilterChoices } from '@/lib/jobs/board-lists';
import { jobStatuses, workModes } from '@/lib/jobs/schema';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/checkbox';
import { Dialog, DialogBody, DialogContent, DialogFooter } from '../../ui/dialog';
import { Field } from '../../ui/field';
import { Input } from '../../ui/input';
import { Select } from '../../ui/select';
import { sourceWords } from '../source-words';
import { StatusLabel } from '../status-label';
import { workModeWords } from '../work-mode-words';
import { type BoardFilter, nothingFiltered } from './board-url';
import { readFilterForm } from './filter-form';

type FilterDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  filter: BoardFilter;
  choices: FilterChoices;
  onChange: (filter: BoardFilter) => void;
};

/** Everything that the jobs can be filtered by; nothing holds before it is applied. */
export function FilterDialog({ open, onOpenChange, filter, choices, onChange }: FilterDialogProps) {
  const apply = (next: BoardFilter) => {
    onChange({ ...next, q: filter.q });
    onOpenChange(false);
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    apply(readFilterForm(new FormData(event.currentTarget)));
  };
  const currencies = [...new Set([...choices.currencies, ...commonCurrencies])];
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title="Filters">
        <form onSubmit={submit} className="flex min-h-0 flex-1 flex-col">
          <DialogBody className="grid gap-5">
            <Group label="Status">
              {jobStatuses.map((status) => (
                <Checkbox
                  key={status}
                  name="status"
                  value={status}
                  label={<StatusLabel status={status} />}
                  defaultChecked={filter.status.includes(status)}
                />
              ))}
            </Group>
            <Group label="Work mode">
              {workModes.map((mode) => (
                <Checkbox
                  key={mode}
                  name="workMode"
                  value={mode}
                  label={workModeWords[mode]}
                  defaultChecked={filter.workMode.includes(mode)}
                />
              ))}
            </Group>
            {choices.sources.length > 0 ? (
              <Group label="Found at">
                {choices.sources.map((source) => (
                  <Checkbox
                    key={source}
                    name="source"
                    value={source}
                    label={<span className="break-all">{sourceWords(source)}</span>}
                    defaultChecked={filter.source.includes(source)}
                  />
                ))}
              </Group>
            ) : null}
            <div className="grid grid-cols-2 gap-4">
              <Field label="Salary at least" hint="For a year, before tax">
                <Input
                  name="salaryMin"
                  type="number"
                  inputMode="numeric"
                  min={0}
                  max={10_000_000_000}
                  step={1}
                  defaultValue={filter.salaryMin}
                />
              </Field>
              <Field label="Currency">
                <Select name="currency" defaultValue={filter.currency ?? ''}>
                  <option value="">Any</option>
                  {currencies.map((currency) => (
                    <option key={currency} value={currency}>
                      {currency}
                    </option>
                  ))}
                </Select>
              </Field>
              <Field label="Saved from">
                <Input name="savedFrom" type="date" defaultValue={filter.savedFrom} />
              </Field>
              <Field label="Saved to">
                <Input name="savedTo" type="date" defaultValue={filter.savedTo} />
              </Field>
              <Field label="Deadline" className="col-span-2">
                <Select name="hasDeadline" defaultValue={String(filter.hasDeadline ?? '')}>
                  <option value="">With or without</option>
                  <option value="true">With a deadline</option>
                  <option value="false">Without a deadline</option>
                </Select>
              </Field>
            </div>
          </DialogBody>
          <DialogFooter>
            <Button variant="secondary" onClick={() => apply(nothingFiltered)}>
              Clear filters
            </Button>
            <Button type="submit">Show jobs</Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}

const commonCurrencies = ['USD', 'EUR', 'GBP'];

function Group({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 font-medium text-13">{label}</legend>
      <div className="grid grid-cols-2 gap-x-4 gap-y-2.5 sm:grid-cols-3">{children}</div>
    </fieldset>
  );
}
