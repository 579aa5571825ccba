import type { Metadata } from 'next';
import { FlagList } from '@/components/admin/flags/flag-list';
import { PageHeader } from '@/components/ui/page-header';
import { shownFlags } from '@/lib/admin';
import { requireAdminPage } from '@/lib/admin/server';
import { withRequest } from '@/lib/auth/server';

export const metadata: Metadata = { title: 'Flags' };

export default function FlagsPage() {
  return withRequest(flagsPage);
}

async function flagsPage() {
  await requireAdminPage();
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeader
        title="Flags"
        description="What can be switched without a deployment, for everybody. A switch holds within seconds."
      />
      <FlagList flags={await shownFlags()} />
    </div>
  );
}
