'use client';

import { useState } from 'react';
import { endOverrideAction, overrideAction } from '@/app/(admin)/admin/entitlement-actions';
import type { OverrideStanding } from '@/lib/admin';
import { type Feature, features, type Metric, metricNames, metrics } from '@/lib/plans';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/checkbox';
import { Field } from '../../ui/field';
import { Input } from '../../ui/input';
import { SegmentedControl } from '../../ui/segmented-control';
import { Select } from '../../ui/select';
import { ReasonDialog } from '../reason-dialog';
import { endOfDay, featureWords, overrideWords, rateLimitNames } from './entitlement-words';
import { EndField, undoing } from './grant-dialogs';

type Kind = 'limit' | 'feature' | 'rate_limit';

/** Gives the organization a limit, a feature or a rate limit of its own. */
export function OverrideDialog({
  organizationId,
  name,
  given,
}: {
  organizationId: string;
  name: string;
  /** The features that it has now: each can be taken away, all others given. */
  given: readonly Feature[];
}) {
  return (
    <ReasonDialog
      trigger={
        <Button variant="secondary" size="sm">
          Override
        </Button>
      }
      title={`Give ${name} something of its own`}
      description="It stands in place of what the plan says, at once, until its last day. A former override of the same is replaced."
      confirmLabel="Override"
      fields={<OverrideFields given={given} />}
      onConfirm={(reason, form) =>
        overrideAction(organizationId, overrideIn(form), endOfDay(String(form.get('end') ?? '')), reason)
      }
      done={({ eventId }) => (eventId ? 'The override holds' : 'It was like that already')}
      undo={undoing}
    />
  );
}

/** Takes one override back. */
export function EndOverrideDialog({
  organizationId,
  override,
}: {
  organizationId: string;
  override: OverrideStanding;
}) {
  const { name, value } = overrideWords(override);
  return (
    <ReasonDialog
      trigger={
        <Button variant="ghost" size="sm" aria-label={`Remove the override of ${name}`}>
          Remove
        </Button>
      }
      title={`Remove the override of ${name}?`}
      description={`It is ${value} now. What the plan gives holds again at once.`}
      confirmLabel="Remove override"
      destructive
      onConfirm={(reason) =>
        endOverrideAction(organizationId, { kind: override.kind, subject: override.subject }, reason)
      }
      done={({ eventId }) => (eventId ? 'The plan’s holds again' : 'It was removed already')}
      undo={undoing}
    />
  );
}

function OverrideFields({ given }: { given: readonly Feature[] }) {
  const [kind, setKind] = useState<Kind>('limit');
  return (
    <div className="grid gap-5">
      <input type="hidden" name="kind" value={kind} />
      <SegmentedControl<Kind>
        label="What to override"
        value={kind}
        onValueChange={setKind}
        options={[
          { value: 'limit', label: 'Limit' },
          { value: 'feature', label: 'Feature' },
          { value: 'rate_limit', label: 'Rate limit' },
        ]}
        className="w-full"
      />
      {kind === 'limit' ? <LimitFields /> : null}
      {kind === 'feature' ? <FeatureFields given={given} /> : null}
      {kind === 'rate_limit' ? <RateFields /> : null}
      <EndField />
    </div>
  );
}

function LimitFields() {
  const [unlimited, setUnlimited] = useState(false);
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Field label="Metric">
        <Select name="subject">
          {metrics.map((metric: Metric) => (
            <option key={metric} value={metric}>
              {metricNames[metric].title}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="At the limit">
        <Select name="cap">
          <option value="">As the plan says</option>
          <option value="hard">Stop (hard)</option>
          <option value="soft">Go on to 120 % (soft)</option>
        </Select>
      </Field>
      <Field label="Limit" hint="Storage in bytes, all else in pieces.">
        <Input
          name="quotaLimit"
          type="number"
          inputMode="numeric"
          min={0}
          step={1}
          disabled={unlimited}
          autoComplete="off"
        />
      </Field>
      <Checkbox
        name="unlimited"
        label="Unlimited"
        checked={unlimited}
        onChange={(event) => setUnlimited(event.target.checked)}
        className="sm:mt-8"
      />
    </div>
  );
}

function FeatureFields({ given }: { given: readonly Feature[] }) {
  const [feature, setFeature] = useState<Feature>(
    features.find((each) => !given.includes(each)) ?? features[0],
  );
  const [enabled, setEnabled] = useState<'true' | 'false' | null>(null);
  const shown = enabled ?? (given.includes(feature) ? 'false' : 'true');
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Field label="Feature">
        <Select
          name="subject"
          value={feature}
          onChange={(event) => {
            setFeature(features.find((each) => each === event.target.value) ?? feature);
            setEnabled(null);
          }}
        >
          {features.map((each) => (
            <option key={each} value={each}>
              {featureWords(each)}
              {given.includes(each) ? ' (has it)' : ''}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="What to do">
        <Select
          name="enabled"
          value={shown}
          onChange={(event) => setEnabled(event.target.value === 'true' ? 'true' : 'false')}
        >
          <option value="true">Give it</option>
          <option value="false">Take it away</option>
        </Select>
      </Field>
    </div>
  );
}

function RateFields() {
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Field label="Rate limit">
        <Select name="subject">
          {Object.entries(rateLimitNames).map(([subject, title]) => (
            <option key={subject} value={subject}>
              {title}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Requests">
        <Input name="rate" type="number" inputMode="numeric" min={1} step={1} autoComplete="off" />
      </Field>
    </div>
  );
}

/** What the fields say, for the server to make sense of; an empty number is none. */
function overrideIn(form: FormData): Record<string, unknown> {
  const kind = form.get('kind');
  const subject = form.get('subject');
  const number = (name: string) => (form.get(name) ? Number(form.get(name)) : undefined);
  if (kind === 'feature') return { kind, subject, enabled: form.get('enabled') === 'true' };
  if (kind === 'rate_limit') return { kind, subject, rate: number('rate') };
  return {
    kind,
    subject,
    quotaLimit: form.get('unlimited') === null ? number('quotaLimit') : null,
    cap: form.get('cap') || null,
  };
}
