import type { Metadata } from 'next';
import { AccountTabs } from '@/components/account/account-tabs';
import { ProfileForm } from '@/components/auth/profile-form';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
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
      <PageHeader title="Account" description={`Member since ${day.format(since)}`} />
      <AccountTabs />
      {notice === 'password-changed' ? (
        <Alert tone="success">Your password is changed, and you are signed out everywhere else.</Alert>
      ) : null}
      <Section title="Profile">
        <ProfileForm action={saveProfileAction} name={principal.name} email={principal.email} />
      </Section>
      <Section title="Session" description="Signs out this browser only." className="border-t pt-8">
        <form method="post" action="/auth/sign-out">
          <Button type="submit" variant="secondary">
            Sign out
          </Button>
        </form>
      </Section>
    </div>
  );
}

const day = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' });
