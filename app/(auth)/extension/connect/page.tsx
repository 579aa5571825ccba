import { Check } from 'lucide-react';
import type { Metadata } from 'next';
import { AuthHeading } from '@/components/auth/auth-heading';
import { ConnectForm } from '@/components/auth/connect-form';
import { extensionWords } from '@/components/auth/extension-words';
import { TextLink } from '@/components/auth/text-link';
import { Alert } from '@/components/ui/alert';
import { Avatar } from '@/components/ui/avatar';
import { Button } from '@/components/ui/button';
import {
  type ConnectRequest,
  extensionScopes,
  fieldsOfConnectRequest,
  type ReadConnectRequest,
  readConnectRequest,
  returnUrlOf,
  TOKEN_DAYS,
} from '@/lib/auth/extension';
import { requirePrincipal } from '@/lib/auth/server';
import { connectExtensionAction } from './actions';

export const metadata: Metadata = { title: 'Connect the extension', robots: { index: false } };

type ConnectPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Where the extension sends a person who is to connect it. Opening it changes nothing; the button does. */
export default async function ConnectPage({ searchParams }: ConnectPageProps) {
  const [principal, query] = await Promise.all([requirePrincipal(), searchParams]);
  const read = readConnectRequest(query);
  if (!read.ok) return <CannotConnect reason={read.reason} />;
  const { userId, organizationId, organizationName, role, name, email } = principal;
  return (
    <>
      <AuthHeading title="Connect the extension">
        The Foothold extension asks to use this account.
      </AuthHeading>
      <div className="flex items-center gap-3 rounded-lg border bg-surface px-4 py-3">
        <Avatar name={name ?? email} />
        <div className="grid min-w-0 text-sm">
          <p className="truncate font-medium">{name ?? email}</p>
          {name ? <p className="truncate text-muted-foreground">{email}</p> : null}
          {organizationId === userId ? null : (
            <p className="truncate text-muted-foreground">For {organizationName}</p>
          )}
        </div>
      </div>
      <form
        method="post"
        action={`/auth/sign-out?next=${encodeURIComponent(addressOf(read.request))}`}
        className="mt-1.5 mb-6"
      >
        <Button type="submit" variant="link" size="sm">
          Use another account
        </Button>
      </form>
      <h2 className="mb-3 font-medium text-sm">It will be able to</h2>
      <ul className="mb-4 grid gap-2.5 text-sm">
        {extensionScopes.map((scope) => (
          <li key={scope} className="flex items-start gap-2.5">
            <Check aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-success" />
            {extensionWords[scope]}
          </li>
        ))}
      </ul>
      <p className="mb-6 text-muted-foreground text-sm">
        {role === 'viewer'
          ? `You may only look in ${organizationName}, and neither can it save jobs there. `
          : ''}
        It cannot change your password, your plan or payments, or who is in your organization.
      </p>
      <ConnectForm
        action={connectExtensionAction}
        fields={{ ...fieldsOfConnectRequest(read.request), account: userId }}
        cancelUrl={cancelUrlOf(read.request)}
      />
      <p className="mt-6 text-muted-foreground text-sm">
        It stays connected for {TOKEN_DAYS} days. To end that sooner, go to{' '}
        <TextLink href="/account/sessions">your sessions</TextLink> at any time.
      </p>
    </>
  );
}

function addressOf(request: ConnectRequest): string {
  return `/extension/connect?${new URLSearchParams(fieldsOfConnectRequest(request))}`;
}

function cancelUrlOf({ extensionId, state }: ConnectRequest): string {
  return returnUrlOf(extensionId, { error: 'access_denied', state });
}

function CannotConnect({ reason }: { reason: Extract<ReadConnectRequest, { ok: false }>['reason'] }) {
  return (
    <>
      <AuthHeading title="Connect the extension" />
      {reason === 'unknown-extension' ? (
        <Alert tone="warning" title="This is not the Foothold extension">
          Something else opened this page. It was not connected, and it learned nothing about you.
        </Alert>
      ) : (
        <Alert tone="warning" title="This link is not complete">
          Open the Foothold extension and connect from there. Nothing was connected.
        </Alert>
      )}
      <p className="mt-6 text-muted-foreground text-sm">
        <TextLink href="/jobs">Go to your jobs</TextLink>
      </p>
    </>
  );
}
