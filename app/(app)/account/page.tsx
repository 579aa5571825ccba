import type { Metadata } from 'next';
import { AccountTabs } from '@/components/account/account-tabs';
import { ProfileForm } from '@/components/auth/profile-form';
import { Alert } from '@/components/ui/alert';
import { Avatar } from '@/components/ui/avatar';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { memberSince } from '@/lib/auth/accounts';
import { requirePrincipal } from '@/lib/auth/server';
import { saveProfileAction } from './actions';

export const metadata: Metadata = { title: 'Account' };

type AccountPageProps = { searchParams: Promise<{ notice?: string | string[] }> };

export default async function AccountPage({ searchParams }: AccountPageProps) {
  const principal = await requirePrincipal();
  const since = await memberSince(principal);
  const { notice } = await searchParams;
  return (
    <div className="grid grid-cols-1 gap-8">
      <PageHeader title="Account" description="Your name and what belongs to you alone." />
      <AccountTabs />
      {notice === 'password-changed' ? (
        <Alert tone="success">Your password is changed, and you are signed out everywhere else.</Alert>
      ) : null}
      {notice === 'account-kept' ? (
        <Alert tone="success" title="Your account stays">
          Nothing will be deleted. A subscription that was set to end can be resumed under Billing.
        </Alert>
      ) : null}
      <Section title="Profile">
        <div className="flex items-center gap-3">
          <Avatar name={principal.name ?? principal.email} size="lg" />
          <div className="grid min-w-0">
            <p className="truncate font-medium">{principal.name ?? principal.email}</p>
            <p className="truncate text-muted-foreground text-sm">Member since {day.format(since)}</p>
          </div>
        </div>
        <ProfileForm action={saveProfileAction} name={principal.name} email={principal.email} />
      </Section>
      <Section title="Sign out" description="Of this browser alone." className="border-t pt-8">
        <form method="post" action="/auth/sign-out">
          <Button type="submit" variant="secondary">
            Sign out
          </Button>
        </form>
      </Section>
      <Section
        title="Delete your account"
        description="With everything in it. You have 30 days to change your mind."
        className="border-t pt-8"
      >
        <div>
          <ButtonLink href="/account/delete" variant="secondary">
            Delete account
          </ButtonLink>
        </div>
      </Section>
    </div>
  );
}

const day = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' });
