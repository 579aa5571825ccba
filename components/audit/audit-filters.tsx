'use client';

import { Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type FormEvent, useTransition } from 'react';
import { Button } from '../ui/button';
import { ButtonLink } from '../ui/button-link';
import { Field } from '../ui/field';
import { Input } from '../ui/input';
import { Select } from '../ui/select';
import type { ActionGroup } from './action-groups';
import { type AuditField, type AuditSearch, auditUrl, readAuditSearch } from './audit-url';
import { viaWords } from './event-words';

type AuditFiltersProps = {
  /** Of the page, whose address has the search. */
  path: string;
  /** The fields that there are, in this order. */
  fields: readonly AuditField[];
  /** Those of them that are rarely needed, behind a line that shows them. */
  rarely?: readonly AuditField[];
  groups: readonly ActionGroup[];
  vias: readonly string[];
} & Pick<AuditSearch, 'typed' | 'errors'>;

/** What to look for. It is a form that works without JavaScript; with it, the address keeps only what was filled in. */
export function AuditFilters({ path, fields, rarely = [], typed, errors, ...options }: AuditFiltersProps) {
  const router = useRouter();
  const [isSearching, startSearch] = useTransition();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const entries = [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)]);
    const search = readAuditSearch(Object.fromEntries(entries));
    startSearch(() => router.push(auditUrl(path, search.typed)));
  };
  const fieldOf = (field: AuditField) => (
    <FilterField key={field} field={field} value={typed[field]} error={errors[field]} {...options} />
  );
  const often = fields.filter((field) => !rarely.includes(field));
  return (
    // Filled in anew whenever the address is another one.
    <search key={auditUrl(path, typed)}>
      <form action={path} onSubmit={submit} className="grid gap-3">
        <div className={grid}>{often.map(fieldOf)}</div>
        {rarely.length > 0 ? (
          <details open={rarely.some((field) => typed[field] !== undefined)} className="group">
            <summary className="w-fit cursor-pointer rounded-sm text-13 text-muted-foreground hover:text-foreground">
              More filters
            </summary>
            <div className={`${grid} pt-3`}>{rarely.map(fieldOf)}</div>
          </details>
        ) : null}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" size="sm" loading={isSearching}>
            <Search aria-hidden="true" />
            Search
          </Button>
          {Object.keys(typed).length > 0 ? (
            <ButtonLink href={path} variant="ghost" size="sm">
              Clear filters
            </ButtonLink>
          ) : null}
        </div>
      </form>
    </search>
  );
}

const grid = 'grid grid-cols-2 gap-3 lg:grid-cols-3';

type FilterFieldProps = {
  field: AuditField;
  value: string | undefined;
  error: string | undefined;
} & Pick<AuditFiltersProps, 'groups' | 'vias'>;

function FilterField({ field, value, error, groups, vias }: FilterFieldProps) {
  const { label, isWide, ...input } = inputs[field];
  return (
    <Field label={label} error={error} className={isWide ? 'col-span-2 sm:col-span-1' : undefined}>
      {field === 'action' ? (
        <Select name={field} defaultValue={value ?? ''}>
          <option value="">Everything</option>
          {groups.map(({ area, label: all, actions }) => (
            <optgroup key={area} label={all}>
              <option value={area}>{all}: all</option>
              {actions.map(({ action, summary }) => (
                <option key={action} value={action}>
                  {summary}
                </option>
              ))}
            </optgroup>
          ))}
        </Select>
      ) : field === 'via' ? (
        <Select name={field} defaultValue={value ?? ''}>
          <option value="">Whichever way</option>
          {vias.map((via) => (
            <option key={via} value={via}>
              {viaWords(via)}
            </option>
          ))}
        </Select>
      ) : (
        <Input name={field} defaultValue={value ?? ''} autoComplete="off" {...input} />
      )}
    </Field>
  );
}

/** `isWide` takes a line of its own on a phone. */
type InputLook = {
  label: string;
  isWide?: true;
  type?: string;
  placeholder?: string;
  maxLength?: number;
};

const inputs: Record<AuditField, InputLook> = {
  q: {
    label: 'Text',
    isWide: true,
    type: 'search',
    placeholder: 'Address, name, reason or id',
    maxLength: 200,
  },
  actor: { label: 'Who did it', placeholder: 'Email address or id', maxLength: 320 },
  user: { label: 'Whom it concerns', placeholder: 'Email address or id', maxLength: 320 },
  organization: { label: 'Organization', isWide: true, placeholder: 'Id', maxLength: 36 },
  action: { label: 'What', isWide: true },
  target: { label: 'Target', placeholder: 'Id', maxLength: 255 },
  via: { label: 'How' },
  from: { label: 'From', type: 'date' },
  to: { label: 'To', type: 'date' },
};
