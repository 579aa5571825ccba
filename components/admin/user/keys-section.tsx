import type { Account } from '@/lib/admin';
import { scopeWords } from '@/lib/auth/scopes';
import { stateWords } from '../../api-keys/key-words';
import { Badge } from '../../ui/badge';
import { Card } from '../../ui/card';
import { AccountSection } from './account-section';
import { Moment } from './moment';
import { Nothing } from './nothing';
import { RevokeKeyButton } from './revoke-buttons';

type Key = Account['apiKeys'][number];

/** The keys that act as the person, of whatever organization. */
export function KeysSection({ userId, keys }: { userId: string; keys: readonly Key[] }) {
  return (
    <AccountSection id="keys" title="API keys" description="Made by the person, and acting as them.">
      {keys.length > 0 ? (
        <Card>
          <ul className="divide-y">
            {keys.map((key) => (
              <KeyItem key={key.id} userId={userId} apiKey={key} />
            ))}
          </ul>
        </Card>
      ) : (
        <Nothing>No key.</Nothing>
      )}
    </AccountSection>
  );
}

function KeyItem({ userId, apiKey }: { userId: string; apiKey: Key }) {
  const { id, name, hint, scopes, organization, createdAt, lastUsedAt, expiresAt } = apiKey;
  const state = stateWords(apiKey);
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-5 py-4">
      <div className="grid min-w-0 flex-[1_1_16rem] gap-1.5">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="break-words font-medium [overflow-wrap:anywhere]">{name}</span>
          <code className="text-13 text-muted-foreground">{hint}</code>
          {state ? <Badge tone={state.tone}>{state.badge}</Badge> : null}
        </p>
        <ul aria-label="What it may do" className="flex flex-wrap gap-1.5">
          {scopes.map((scope) => (
            <li key={scope}>
              <Badge tone="outline" className="h-auto! min-h-5 whitespace-normal!">
                {scopeWords[scope]}
              </Badge>
            </li>
          ))}
        </ul>
        <p className="text-13 text-muted-foreground">
          For {organization.name} · made <Moment at={createdAt} /> ·{' '}
          {lastUsedAt ? (
            <>
              last used <Moment at={lastUsedAt} />
            </>
          ) : (
            'never used'
          )}
          {expiresAt ? (
            <>
              {' '}
              · ends <Moment at={expiresAt} />
            </>
          ) : null}
        </p>
      </div>
      <RevokeKeyButton userId={userId} apiKey={{ id, organizationId: organization.id, name }} />
    </li>
  );
}
