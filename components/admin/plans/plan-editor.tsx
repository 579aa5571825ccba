'use client';

import { useState } from 'react';
import { editPlanAction } from '@/app/(admin)/admin/plans/actions';
import { features, formatAmount, type Metric, metricNames, metrics } from '@/lib/plans';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Card, CardBody, CardFooter } from '../../ui/card';
import { Checkbox } from '../../ui/checkbox';
import { Field } from '../../ui/field';
import { Input } from '../../ui/input';
import { Section } from '../../ui/section';
import { Select } from '../../ui/select';
import { ReasonDialog } from '../reason-dialog';
import { featureWords } from '../user/entitlement-words';
import {
  draftOf,
  type EditedPlan,
  editOf,
  errorsIn,
  inverseOf,
  type PlanDraft,
  type RateName,
  rateNames,
} from './plan-edit';
import { PlanPreview } from './plan-preview';

/** Changes what a plan gives, and shows whom that meets before it is done. */
export function PlanEditor({ plan }: { plan: EditedPlan }) {
  const [draft, setDraft] = useState<PlanDraft>(() => draftOf(plan));

  const errors = errorsIn(draft);
  const isWrong = Object.keys(errors).length > 0;
  const edit = isWrong ? null : editOf(plan, draft);
  const setLimit = (metric: Metric, change: Partial<PlanDraft['limits'][Metric]>) =>
    setDraft({ ...draft, limits: { ...draft.limits, [metric]: { ...draft.limits[metric], ...change } } });

  return (
    <div className="grid grid-cols-1 gap-8 pb-20">
      <Section title="Limits" description="An empty limit is unlimited. Storage is in bytes.">
        <div className="grid gap-x-6 gap-y-5 rounded-lg border bg-surface p-5 sm:grid-cols-2 xl:grid-cols-3">
          {metrics.map((metric) => (
            <LimitField
              key={metric}
              metric={metric}
              plan={plan}
              value={draft.limits[metric]}
              error={errors[`limits.${metric}`]}
              onChange={(change) => setLimit(metric, change)}
            />
          ))}
        </div>
      </Section>
      <Section title="Rate limits">
        <div className="grid gap-x-6 gap-y-5 rounded-lg border bg-surface p-5 sm:grid-cols-3">
          {(Object.keys(rateNames) as RateName[]).map((name) => (
            <Field key={name} label={rateNames[name]} error={errors[`rateLimits.${name}`]}>
              <Input
                inputMode="numeric"
                autoComplete="off"
                value={draft.rateLimits[name]}
                onChange={(event) =>
                  setDraft({ ...draft, rateLimits: { ...draft.rateLimits, [name]: event.target.value } })
                }
              />
            </Field>
          ))}
        </div>
      </Section>
      <Section title="Features">
        <div className="grid gap-3 rounded-lg border bg-surface p-5 sm:grid-cols-2 xl:grid-cols-3">
          {features.map((feature) => (
            <Checkbox
              key={feature}
              label={featureWords(feature)}
              checked={draft.features.includes(feature)}
              onChange={(event) =>
                setDraft({
                  ...draft,
                  features: event.target.checked
                    ? [...draft.features, feature]
                    : draft.features.filter((each) => each !== feature),
                })
              }
            />
          ))}
        </div>
      </Section>
      <Section title="On offer">
        <Card>
          <CardBody>
            <Checkbox
              label={`Offer ${plan.name}`}
              description={
                plan.id === 'free'
                  ? 'Free is what everybody has who has nothing else, and stays on offer.'
                  : 'Not on offer, it cannot be bought or changed to. Whoever has it keeps it.'
              }
              disabled={plan.id === 'free'}
              checked={draft.active}
              onChange={(event) => setDraft({ ...draft, active: event.target.checked })}
            />
          </CardBody>
        </Card>
      </Section>
      <Card className="sticky bottom-4 z-10 shadow-float">
        <CardFooter className="rounded-lg! border-t-0!">
          <span className="flex items-center gap-2">
            {isWrong ? (
              <Badge tone="danger">Something is not a number that can be</Badge>
            ) : edit ? (
              'Changed, and not saved.'
            ) : (
              'Nothing is changed.'
            )}
          </span>
          <span className="flex flex-wrap gap-2">
            <Button
              variant="ghost"
              size="sm"
              disabled={!edit && !isWrong}
              onClick={() => setDraft(draftOf(plan))}
            >
              Reset
            </Button>
            <ReasonDialog
              trigger={
                <Button size="sm" disabled={!edit}>
                  Preview and save
                </Button>
              }
              title={`Change ${plan.name}?`}
              description="It counts within seconds for everybody who has the plan, and not for who has an override of the same."
              confirmLabel="Change plan"
              fields={<PlanPreview plan={plan} draft={draft} />}
              onConfirm={(reason) => editPlanAction(plan.id, edit, { reason, seen: plan.seen })}
              done={`${plan.name} is changed`}
              undo={({ seen }, reason) =>
                edit &&
                (() =>
                  editPlanAction(plan.id, inverseOf(plan, edit), {
                    reason: `Undone: ${reason}`.slice(0, 500),
                    seen,
                  }))
              }
            />
          </span>
        </CardFooter>
      </Card>
    </div>
  );
}

type LimitFieldProps = {
  metric: Metric;
  plan: EditedPlan;
  value: PlanDraft['limits'][Metric];
  error: string | undefined;
  onChange: (change: Partial<PlanDraft['limits'][Metric]>) => void;
};

function LimitField({ metric, plan, value, error, onChange }: LimitFieldProps) {
  const { title } = metricNames[metric];
  const { cap, period } = plan.limits[metric];
  const shown = /^\d+$/.test(value.limit) ? formatAmount(metric, Number(value.limit)) : null;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_7rem] items-start gap-2">
      <Field
        label={title}
        error={error}
        hint={
          value.limit === ''
            ? 'Unlimited'
            : `${shown ?? ''}${period === 'total' ? ' in all' : ` a ${period}`}`
        }
      >
        <Input
          inputMode="numeric"
          autoComplete="off"
          placeholder="Unlimited"
          value={value.limit}
          onChange={(event) => onChange({ limit: event.target.value.trim() })}
        />
      </Field>
      <Field label={<span className="sr-only">Cap of {title}</span>} className="[&>label]:h-5">
        {cap === 'overage' ? (
          <Select disabled defaultValue="overage">
            <option value="overage">overage</option>
          </Select>
        ) : (
          <Select
            value={value.cap}
            onChange={(event) => onChange({ cap: event.target.value === 'soft' ? 'soft' : 'hard' })}
          >
            <option value="hard">hard</option>
            <option value="soft">soft</option>
          </Select>
        )}
      </Field>
    </div>
  );
}
