import { Ellipsis, Pencil, RefreshCw, Trash2 } from 'lucide-react';
import type { ApiKey } from '@/lib/auth/api-keys';
import { scopeWords } from '@/lib/auth/scopes';
import { SavedOn } from '../jobs/saved-on';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { Card } from '../ui/card';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '../ui/dropdown-menu';
import { stateNote, stateWords } from './key-words';

type KeyActions = {
  onRename: (key: ApiKey) => void;
  onRotate: (key: ApiKey) => void;
  onRevoke: (key: ApiKey) => void;
};

/** Keys with what they may do, how they have fared, and what can be done with each. */
export function KeyList({ keys, ...actions }: KeyActions & { keys: readonly ApiKey[] }) {
  return (
    <Card>
      <ul aria-label="API keys" className="divide-y">
        {keys.map((key) => (
          <KeyItem key={key.id} apiKey={key} {...actions} />
        ))}
      </ul>
    </Card>
  );
}

function KeyItem({ apiKey, ...actions }: KeyActions & { apiKey: ApiKey }) {
  const { name, hint, scopes } = apiKey;
  const state = stateWords(apiKey);
  const note = stateNote(apiKey);
  return (
    <li className="flex items-start gap-3 px-5 py-4">
      <div className="grid min-w-0 flex-1 gap-2">
        <div className="grid gap-0.5">
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="break-words font-medium [overflow-wrap:anywhere]">{name}</span>
            {state ? <Badge tone={state.tone}>{state.badge}</Badge> : null}
          </div>
          <code className="text-13 text-muted-foreground">{hint}</code>
          {note ? <p className="text-13 text-muted-foreground">{note}</p> : null}
        </div>
        <ul aria-label="What it may do" className="flex flex-wrap gap-1.5">
          {scopes.map((scope) => (
            <li key={scope}>
              <Badge tone="outline" className="h-auto! min-h-5 whitespace-normal!">
                {scopeWords[scope]}
              </Badge>
            </li>
          ))}
        </ul>
        <KeyDates apiKey={apiKey} />
      </div>
      <KeyMenu apiKey={apiKey} {...actions} />
    </li>
  );
}

function KeyDates({ apiKey: { createdBy, createdAt, lastUsedAt, expiresAt, state } }: { apiKey: ApiKey }) {
  return (
    <dl className="flex flex-wrap gap-x-4 gap-y-0.5 text-13 text-muted-foreground [&>div]:flex [&>div]:gap-1">
      <div>
        <dt>Made</dt>
        <dd>
          <SavedOn at={createdAt} />
          {createdBy ? ` by ${createdBy.name ?? createdBy.email}` : ''}
        </dd>
      </div>
      <div>
        <dt>Last used</dt>
        <dd>{lastUsedAt ? <SavedOn at={lastUsedAt} /> : 'never'}</dd>
      </div>
      <div>
        <dt>{state === 'expired' ? 'Ended' : 'Ends'}</dt>
        <dd>{expiresAt ? <SavedOn at={expiresAt} /> : 'never'}</dd>
      </div>
    </dl>
  );
}

function KeyMenu({ apiKey, onRename, onRotate, onRevoke }: KeyActions & { apiKey: ApiKey }) {
  const mayRotate = apiKey.state === 'active' || (apiKey.state === 'inactive' && apiKey.replacedBy === null);
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={`Actions for ${apiKey.name}, ${apiKey.hint}`}
          className="-mr-2"
        >
          <Ellipsis aria-hidden="true" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuItem onSelect={() => onRename(apiKey)}>
          <Pencil aria-hidden="true" />
          Rename
        </DropdownMenuItem>
        {mayRotate ? (
          <DropdownMenuItem onSelect={() => onRotate(apiKey)}>
            <RefreshCw aria-hidden="true" />
            Rotate
          </DropdownMenuItem>
        ) : null}
        <DropdownMenuSeparator />
        <DropdownMenuItem tone="danger" onSelect={() => onRevoke(apiKey)}>
          <Trash2 aria-hidden="true" />
          {apiKey.state === 'expired' ? 'Remove' : 'Revoke'}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
