'use client';

import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Button } from '../../ui/button';
import { cn } from '../../ui/cn';
import { Field } from '../../ui/field';
import { Input } from '../../ui/input';
import { movedMark } from '../../ui/moved-mark';
import { StatusLabel } from '../status-label';
import { type FoundJob, useFoundJobs } from './use-found-jobs';

type JobPickerProps = {
  value: FoundJob | null;
  onChange: (job: FoundJob | null) => void;
  error?: string | undefined;
};

/** Chooses a saved job: by typing, or among those that were changed last. */
export function JobPicker({ value, onChange, error }: JobPickerProps) {
  const place = useRef<HTMLDivElement>(null);
  const before = useRef(value);

  // What had the focus is gone: after a choice it is on what takes it back, and then in the field again.
  useEffect(() => {
    if (before.current === value) return;
    before.current = value;
    place.current?.querySelector<HTMLElement>('input, button')?.focus();
  }, [value]);

  return (
    <div ref={place}>
      {value ? (
        <fieldset className="min-w-0">
          <legend className="mb-1.5 font-medium text-13">Job</legend>
          <div className="flex items-center justify-between gap-3 rounded-md border bg-subtle py-1.5 pr-1.5 pl-3">
            <p className="wrap-anywhere min-w-0 text-sm">
              <span className="font-medium">{value.title}</span>{' '}
              <span className="text-muted-foreground">at {value.company}</span>
            </p>
            <Button variant="ghost" size="sm" onClick={() => onChange(null)}>
              Change
            </Button>
          </div>
        </fieldset>
      ) : (
        <JobSearch onChoose={onChange} error={error} />
      )}
    </div>
  );
}

/** The field with the list below it: the focus stays in the field, and the arrow keys move the mark in the list. */
function JobSearch({ onChoose, error }: { onChoose: (job: FoundJob) => void; error: string | undefined }) {
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const [text, setText] = useState('');
  const [marked, setMarked] = useState(0);
  const { jobs, searching, failed } = useFoundJobs(text);
  // Fewer may have been found meanwhile.
  const index = Math.min(marked, Math.max(0, jobs.length - 1));
  const current = jobs[index];
  const optionId = ({ id }: FoundJob) => `${listId}-${id}`;

  const press = (event: KeyboardEvent) => {
    // While an input method composes a character, its keys are its own.
    if (event.nativeEvent.isComposing) return;
    const next = movedMark(index, jobs.length, event.key);
    if (next !== null) setMarked(next);
    // Of the whole form it would be too early.
    else if (event.key !== 'Enter') return;
    else if (current) onChoose(current);
    event.preventDefault();
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: the marked option is read from the page
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [index, jobs.length]);

  return (
    <div className="grid grid-cols-1 gap-1.5">
      <Field label="Job" error={error} required>
        <Input
          name="job"
          role="combobox"
          aria-expanded={jobs.length > 0}
          aria-controls={jobs.length > 0 ? listId : undefined}
          aria-activedescendant={current ? optionId(current) : undefined}
          aria-autocomplete="list"
          placeholder="Title, company or any word of it"
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setMarked(0);
          }}
          onKeyDown={press}
        />
      </Field>
      {/* Of one height whatever is found, so that nothing jumps below it while somebody types. */}
      <div className="h-44 overflow-y-auto rounded-md border p-1" ref={list}>
        {jobs.length > 0 ? (
          <div id={listId} role="listbox" aria-label="Jobs" tabIndex={-1}>
            {jobs.map((job) => (
              <Option
                key={job.id}
                id={optionId(job)}
                job={job}
                isMarked={job === current}
                onMark={() => setMarked(jobs.indexOf(job))}
                onChoose={() => onChoose(job)}
              />
            ))}
          </div>
        ) : (
          <p role="status" className="px-2 py-1.5 text-13 text-muted-foreground">
            {searching ? 'Searching …' : nothingWords(text, failed)}
          </p>
        )}
      </div>
    </div>
  );
}

function nothingWords(text: string, failed: boolean): string {
  if (failed) return 'Your jobs could not be searched. Try again shortly.';
  return text.trim() === '' ? 'No job is in progress. Search for another.' : 'No job is found by this.';
}

type OptionProps = {
  id: string;
  job: FoundJob;
  isMarked: boolean;
  onMark: () => void;
  onChoose: () => void;
};

function Option({ id, job, isMarked, onMark, onChoose }: OptionProps) {
  return (
    // The keyboard is with the field, which says by aria-activedescendant which option is meant.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    // biome-ignore lint/a11y/useFocusableInteractive: see above
    <div
      id={id}
      role="option"
      aria-selected={isMarked}
      onPointerMove={isMarked ? undefined : onMark}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onChoose}
      className={cn(
        'flex min-h-10 cursor-default items-center justify-between gap-3 rounded-sm px-2 py-1.5 text-sm',
        isMarked && 'bg-muted',
      )}
    >
      <span className="min-w-0">
        <span className="block truncate">{job.title}</span>
        <span className="block truncate text-13 text-muted-foreground">{job.company}</span>
      </span>
      <StatusLabel status={job.status} className="shrink-0 text-13 text-muted-foreground" />
    </div>
  );
}
