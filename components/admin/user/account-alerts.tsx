import type { AccountUser } from '@/lib/admin';
import { longDate } from '../../billing/subscription-words';
import { Alert } from '../../ui/alert';

/** What stands in the way of the person, if anything does. */
export function AccountAlerts({ user }: { user: AccountUser }) {
  const { status, deletionDueAt, formerEmail } = user;
  if (status === 'deleted')
    return (
      <Alert tone="danger" title="This account is deleted">
        {deletionDueAt && formerEmail !== null
          ? `It can be restored until ${longDate(deletionDueAt)}, unless somebody signs up with its address before.`
          : 'It is being deleted for good.'}
      </Alert>
    );
  if (status === 'suspended')
    return (
      <Alert tone="danger" title="This account is suspended">
        Nobody can sign in to it, and its keys and extensions are refused.
      </Alert>
    );
  if (deletionDueAt)
    return (
      <Alert tone="warning" title={`The person is leaving: it is deleted on ${longDate(deletionDueAt)}`}>
        They asked for it, and can take it back by signing in.
      </Alert>
    );
  return null;
}
