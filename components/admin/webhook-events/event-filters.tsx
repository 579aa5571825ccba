import { Button } from '../../ui/button';
import { ButtonLink } from '../../ui/button-link';
import { Field } from '../../ui/field';
import { Input } from '../../ui/input';
import { Select } from '../../ui/select';
import type { EventSearch } from './event-search';
import { eventStatusWords } from './event-words';

/** What to look for. A form that leads to an address: it can be shared, and works without JavaScript. */
export function EventFilters({ values }: { values: EventSearch['values'] }) {
  const isNarrowed = Object.values(values).some((value) => value !== '');
  return (
    <search>
      <form
        action="/admin/webhook-events"
        className="grid grid-cols-2 items-end gap-3 rounded-lg border bg-subtle p-4 md:grid-cols-4 xl:grid-cols-[8rem_1fr_1fr_1fr_9.5rem_9.5rem_auto]"
      >
        <Field label="Status">
          <Select name="status" defaultValue={values.status}>
            <option value="">Any</option>
            {Object.entries(eventStatusWords).map(([status, { label }]) => (
              <option key={status} value={status}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Type">
          <Input
            name="type"
            defaultValue={values.type}
            placeholder="invoice.*"
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
        <Field label="Customer">
          <Input
            name="customer"
            defaultValue={values.customer}
            placeholder="cus_…"
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
        <Field label="Event id">
          <Input
            name="id"
            defaultValue={values.id}
            placeholder="evt_…"
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
        <Field label="From">
          <Input name="from" type="date" defaultValue={values.from} />
        </Field>
        <Field label="To">
          <Input name="to" type="date" defaultValue={values.to} />
        </Field>
        <div className="col-span-2 flex gap-2 xl:col-span-1">
          <Button type="submit" variant="secondary">
            Filter
          </Button>
          {isNarrowed ? (
            <ButtonLink href="/admin/webhook-events" variant="ghost">
              Clear
            </ButtonLink>
          ) : null}
        </div>
      </form>
    </search>
  );
}
