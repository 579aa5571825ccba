'use client';

import { type UserFilter, userStatuses } from '@/lib/admin/users/user-filter';
import { planIds } from '@/lib/plans';
import { Field } from '../../ui/field';
import { Input } from '../../ui/input';
import { Select } from '../../ui/select';
import { planWords, statusWords } from './user-words';
import type { Go } from './users-toolbar';
import type { UsersView } from './users-url';

/** Everything that the list can be filtered and sorted by. Each choice holds at once. */
export function FilterPanel({ view, go }: { view: UsersView; go: Go }) {
  const { filter, order } = view;
  const set = (change: Partial<UserFilter>) => go({ filter: { ...filter, ...change } });
  return (
    <div className="grid grid-cols-2 gap-4 rounded-lg border bg-subtle p-4 lg:grid-cols-4">
      <Choice
        label="Status"
        any="Any status"
        value={filter.status}
        options={userStatuses.map((id) => [id, statusWords[id].label])}
        onChoose={(status) => set({ status })}
      />
      <Choice
        label="Plan"
        any="Any plan"
        value={filter.plan}
        options={planIds.map((id) => [id, planWords[id]])}
        onChoose={(plan) => set({ plan })}
      />
      <Choice
        label="Email"
        any="Confirmed or not"
        value={filter.verified === undefined ? undefined : filter.verified ? 'yes' : 'no'}
        options={[
          ['yes', 'Confirmed'],
          ['no', 'Not confirmed'],
        ]}
        onChoose={(value) => set({ verified: value === undefined ? undefined : value === 'yes' })}
      />
      <Choice
        label="Payment"
        any="Past due or not"
        value={filter.pastDue === undefined ? undefined : filter.pastDue ? 'yes' : 'no'}
        options={[
          ['yes', 'Past due'],
          ['no', 'Not past due'],
        ]}
        onChoose={(value) => set({ pastDue: value === undefined ? undefined : value === 'yes' })}
      />
      <Range
        what="Signed up"
        from={filter.createdFrom}
        to={filter.createdTo}
        onChange={(createdFrom, createdTo) => set({ createdFrom, createdTo })}
      />
      <Range
        what="Last seen"
        from={filter.seenFrom}
        to={filter.seenTo}
        onChange={(seenFrom, seenTo) => set({ seenFrom, seenTo })}
      />
      <Field label="Sort by" className="col-span-2">
        <Select
          value={`${order.sort} ${order.order}`}
          onChange={(event) => {
            const chosen = orders.find(({ sort, order }) => `${sort} ${order}` === event.target.value);
            if (chosen) go({ order: { sort: chosen.sort, order: chosen.order } });
          }}
        >
          {orders.map(({ sort, order, label }) => (
            <option key={label} value={`${sort} ${order}`}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}

const orders = [
  { sort: 'created', order: 'desc', label: 'Newest first' },
  { sort: 'created', order: 'asc', label: 'Oldest first' },
  { sort: 'seen', order: 'desc', label: 'Last seen first' },
  { sort: 'seen', order: 'asc', label: 'Longest unseen first' },
  { sort: 'email', order: 'asc', label: 'Email, a to z' },
  { sort: 'email', order: 'desc', label: 'Email, z to a' },
] as const;

type ChoiceProps<Value extends string> = {
  label: string;
  /** What stands for no choice. */
  any: string;
  value: Value | undefined;
  options: readonly (readonly [Value, string])[];
  onChoose: (value: Value | undefined) => void;
};

function Choice<Value extends string>({ label, any, value, options, onChoose }: ChoiceProps<Value>) {
  return (
    <Field label={label}>
      <Select
        value={value ?? ''}
        onChange={(event) => onChoose(options.find(([id]) => id === event.target.value)?.[0])}
      >
        <option value="">{any}</option>
        {options.map(([id, words]) => (
          <option key={id} value={id}>
            {words}
          </option>
        ))}
      </Select>
    </Field>
  );
}

type RangeProps = {
  what: string;
  from: string | undefined;
  to: string | undefined;
  onChange: (from: string | undefined, to: string | undefined) => void;
};

/** Two UTC days. While one is being typed the browser gives nothing, and what is nothing changes nothing but to clear. */
function Range({ what, from, to, onChange }: RangeProps) {
  return (
    <>
      <Field label={`${what} from`}>
        <Input
          type="date"
          value={from ?? ''}
          max={to}
          onChange={(event) => onChange(event.target.value || undefined, to)}
        />
      </Field>
      <Field label={`${what} to`}>
        <Input
          type="date"
          value={to ?? ''}
          min={from}
          onChange={(event) => onChange(from, event.target.value || undefined)}
        />
      </Field>
    </>
  );
}
