import type { Metadata } from 'next';
import { NameForm } from '@/components/organization/name-form';
import { PageHeader } from '@/components/ui/page-header';
import { requirePrincipal } from '@/lib/auth/server';
import { createOrganizationAction } from '../actions';

export const metadata: Metadata = { title: 'New organization' };

export default async function NewOrganizationPage() {
  await requirePrincipal();
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeader
        title="New organization"
        description="For people who work on the same jobs. It has a board, a plan and a bill of its own; yours stay as they are."
      />
      <NameForm action={createOrganizationAction} submitLabel="Create organization" />
    </div>
  );
}
