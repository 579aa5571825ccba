import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { AdminShell } from '@/components/admin/admin-shell';
import { requireAdminPage } from '@/lib/admin/server';

export const metadata: Metadata = {
  title: { template: '%s · Console', default: 'Console' },
  robots: { index: false },
};

/** The console. Each page still asks who is there itself: a layout is not rendered anew on every navigation. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const { email } = await requireAdminPage();
  return <AdminShell person={{ name: null, email }}>{children}</AdminShell>;
}
