'use client';

import { switchFlagAction } from '@/app/(admin)/admin/flags/actions';
import type { ShownFlag } from '@/lib/admin';
import { longDate } from '../../billing/subscription-words';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { ReasonDialog } from '../reason-dialog';

/** All flags, each with a way to switch it and to leave it to the environment. */
export function FlagList({ flags }: { flags: readonly ShownFlag[] }) {
  return (
    <Card>
      <ul className="divide-y">
        {flags.map((flag) => (
          <li
            key={flag.flag}
            className="flex flex-wrap items-start justify-between gap-x-8 gap-y-3 px-5 py-4"
          >
            <div className="grid min-w-0 flex-[1_1_20rem] gap-1">
              <h2 className="flex flex-wrap items-center gap-2.5 font-medium text-sm">
                <code className="break-all">{flag.flag}</code>
                <Badge tone={flag.on ? 'success' : 'warning'}>{flag.on ? 'On' : 'Off'}</Badge>
              </h2>
              <p className="text-muted-foreground text-sm">{flag.meaning}</p>
              <p className="text-13 text-muted-foreground">{standingWords(flag)}</p>
            </div>
            <div className="flex flex-wrap gap-2">
              {flag.switched === null ? null : <SwitchDialog flag={flag} to={null} />}
              <SwitchDialog flag={flag} to={!flag.on} />
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Asks why, and switches a flag on or off, or with null leaves it to the environment. */
function SwitchDialog({
  flag: { flag, meaning, on, byDefault, switched },
  to,
}: {
  flag: ShownFlag;
  to: boolean | null;
}) {
  const [label, title] =
    to === null
      ? ['Use the environment’s', `Leave ${flag} to the environment?`]
      : [to ? 'Switch on' : 'Switch off', `Switch ${flag} ${to ? 'on' : 'off'}?`];
  const next = to ?? byDefault;
  return (
    <ReasonDialog
      trigger={
        <Button variant={to === null ? 'ghost' : 'secondary'} size="sm" aria-label={`${label}: ${flag}`}>
          {label}
        </Button>
      }
      title={title}
      description={`${meaning} It is ${words(on)} now and will be ${words(next)}, for everybody, within seconds.`}
      confirmLabel={label}
      destructive={!next}
      onConfirm={(reason) => switchFlagAction(flag, to, reason)}
      done={`${flag} is ${words(next)}`}
      undo={(_, reason) => () => switchFlagAction(flag, switched, `Undone: ${reason}`.slice(0, 500))}
    />
  );
}

function standingWords({ switched, switchedAt, by, byDefault }: ShownFlag): string {
  if (switched === null) return `As the environment says: ${words(byDefault)}.`;
  const who = by ? ` by ${by}` : '';
  const when = switchedAt ? ` on ${longDate(switchedAt)}` : '';
  return `Switched ${words(switched)}${who}${when}. The environment says ${words(byDefault)}.`;
}

function words(on: boolean): string {
  return on ? 'on' : 'off';
}
