'use client';

import type { ReactNode } from 'react';
import {
  clearRateLimitsAction,
  confirmEmailAction,
  resendConfirmationAction,
  sendPasswordResetAction,
} from '@/app/(admin)/admin/users/[id]/actions';
import type { AccountUser, Done, LimitScope } from '@/lib/admin';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { Field } from '../../ui/field';
import { Select } from '../../ui/select';
import { ReasonDialog } from '../reason-dialog';
import { AccountSection } from './account-section';
import { StatusAction } from './status-action';

type ActionsSectionProps = {
  user: AccountUser;
  /** Why the account can neither be suspended nor deleted; null where it can. */
  untouchable: string | null;
  /** What deleting it would mean for others. */
  deletionNote: string | undefined;
};

/** Everything that can be done to an account, and what each thing means. */
export function ActionsSection({ user, untouchable, deletionNote }: ActionsSectionProps) {
  const { id, status, emailConfirmedAt } = user;
  return (
    <AccountSection
      id="actions"
      title="Actions"
      description="Each asks for a reason, and is kept in the audit log."
    >
      <Card>
        <ul className="divide-y">
          {status === 'active' && !emailConfirmedAt ? <ConfirmationActions user={user} /> : null}
          {status === 'active' ? <PasswordAction user={user} /> : null}
          <RateLimitsAction userId={id} />
          {status === 'deleted' ? null : (
            <Action
              title={status === 'suspended' ? 'Suspension' : 'Suspend'}
              text={untouchable ?? 'Nobody is let in, and nothing is lost.'}
            >
              {untouchable ? null : (
                <StatusAction
                  userId={id}
                  change={status === 'suspended' ? 'activate' : 'suspend'}
                  trigger={
                    <Button variant="secondary" size="sm">
                      {status === 'suspended' ? 'Activate account' : 'Suspend account'}
                    </Button>
                  }
                />
              )}
            </Action>
          )}
          {untouchable ? null : (
            <Action
              title={status === 'deleted' ? 'Restore' : 'Delete'}
              text={
                status === 'deleted'
                  ? 'Brings everything back, with the address.'
                  : 'Frees the address at once; can be restored for 30 days.'
              }
            >
              <StatusAction
                userId={id}
                change={status === 'deleted' ? 'restore' : 'delete'}
                note={status === 'deleted' ? undefined : deletionNote}
                trigger={
                  <Button variant={status === 'deleted' ? 'secondary' : 'danger'} size="sm">
                    {status === 'deleted' ? 'Restore account' : 'Delete account'}
                  </Button>
                }
              />
            </Action>
          )}
        </ul>
      </Card>
    </AccountSection>
  );
}

function ConfirmationActions({ user: { id, email } }: { user: AccountUser }) {
  return (
    <>
      <Action title="Confirmation mail" text="Sends the link that confirms the address once more.">
        <ReasonDialog<Done>
          trigger={
            <Button variant="secondary" size="sm">
              Resend confirmation
            </Button>
          }
          title="Resend the confirmation mail?"
          description={`It goes to ${email}. The link in the mail before does not work any more.`}
          confirmLabel="Send"
          onConfirm={(reason) => resendConfirmationAction(id, reason)}
          done={({ changed }) => (changed ? 'The mail is on its way' : 'The address is confirmed already')}
        />
      </Action>
      <Action title="Verify email" text="For who has proved in another way that the address is theirs.">
        <ReasonDialog<Done>
          trigger={
            <Button variant="secondary" size="sm">
              Verify email
            </Button>
          }
          title="Take this address for confirmed?"
          description={`Whoever has the password of this account can sign in as ${email} from then on. This cannot be undone.`}
          confirmLabel="Verify email"
          onConfirm={(reason) => confirmEmailAction(id, reason)}
          done={({ changed }) => (changed ? 'The address is confirmed' : 'The address was confirmed already')}
        />
      </Action>
    </>
  );
}

function PasswordAction({ user: { id, email } }: { user: AccountUser }) {
  return (
    <Action title="Password" text="Sends a link to choose a new password.">
      <ReasonDialog<Done>
        trigger={
          <Button variant="secondary" size="sm">
            Send password reset
          </Button>
        }
        title="Send a password reset?"
        description={`A link to choose a new password goes to ${email}. The present one works until then.`}
        confirmLabel="Send"
        onConfirm={(reason) => sendPasswordResetAction(id, reason)}
        done="The mail is on its way"
      />
    </Action>
  );
}

function RateLimitsAction({ userId }: { userId: string }) {
  return (
    <Action title="Rate limits" text="Has what the person is limited by begin anew.">
      <ReasonDialog<Done>
        trigger={
          <Button variant="secondary" size="sm">
            Clear rate limits
          </Button>
        }
        title="Clear rate limits?"
        description="What was counted is forgotten. Quotas stay as they are, and so do wrong codes of the second factor."
        confirmLabel="Clear"
        fields={
          <Field label="Which">
            <Select name="scope" defaultValue="all">
              {scopes.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          </Field>
        }
        onConfirm={(reason, given) => clearRateLimitsAction(userId, scopeIn(given), reason)}
        done={({ changed }) => (changed ? 'The limits begin anew' : 'Nothing was counted')}
      />
    </Action>
  );
}

const scopes: readonly { value: LimitScope; label: string }[] = [
  { value: 'all', label: 'All of them' },
  { value: 'session', label: 'Requests in a browser and by the extension' },
  { value: 'keys', label: 'Requests by API keys' },
  { value: 'sign_in', label: 'Attempts to sign in, and mails for that' },
];

function scopeIn(given: FormData): LimitScope {
  return scopes.find(({ value }) => value === given.get('scope'))?.value ?? 'all';
}

function Action({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2.5 px-5 py-3.5">
      <div className="grid min-w-0 flex-[1_1_12rem] gap-0.5">
        <span className="font-medium text-sm">{title}</span>
        <span className="text-13 text-muted-foreground">{text}</span>
      </div>
      {children}
    </li>
  );
}
