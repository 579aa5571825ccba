'use client';

import { useState } from 'react';
import type { BulkAction } from '@/lib/admin/users/bulk';
import { planIds } from '@/lib/plans';
import { Field } from '../../../ui/field';
import { Input } from '../../../ui/input';
import { Select } from '../../../ui/select';
import { planWords } from '../user-words';
import { endOfDay } from './bulk-words';

const given = planIds.filter((id) => id !== 'free');

/** Which plan is given, and until when. Tells of each change what is asked for by now; null while that is nothing yet. */
export function GrantFields({ onChange }: { onChange: (action: BulkAction | null) => void }) {
  const [planId, setPlanId] = useState<(typeof given)[number]>('pro');
  const [day, setDay] = useState('');
  const [tomorrow] = useState(() => new Date(Date.now() + 86_400_000).toISOString().slice(0, 10));

  const tell = (plan: (typeof given)[number], lastDay: string) => {
    const endsAt = endOfDay(lastDay);
    onChange(lastDay !== '' && endsAt === null ? null : { kind: 'grant_plan', planId: plan, endsAt });
  };
  return (
    <div className="grid grid-cols-2 gap-4">
      <Field label="Plan">
        <Select
          value={planId}
          onChange={(event) => {
            const plan = given.find((id) => id === event.target.value) ?? planId;
            setPlanId(plan);
            tell(plan, day);
          }}
        >
          {given.map((id) => (
            <option key={id} value={id}>
              {planWords[id]}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Last day" optional>
        <Input
          type="date"
          min={tomorrow}
          value={day}
          onChange={(event) => {
            setDay(event.target.value);
            tell(planId, event.target.value);
          }}
        />
      </Field>
    </div>
  );
}
