import type { ReactNode } from 'react';
import { AppShell } from '@/components/shell/app-shell';
import { requirePrincipal } from '@/lib/auth/server';
import { readCatalogue } from '@/lib/plans/server';

/** Signed-in pages. Each page still asks who is there itself: a layout is not rendered anew on every navigation. */
export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const [principal, { plans }] = await Promise.all([requirePrincipal(), readCatalogue()]);
  const planName = plans.find((plan) => plan.id === principal.planId)?.name ?? principal.planId;
  return (
    <AppShell
      person={{ name: principal.name, email: principal.email }}
      organizationName={principal.organizationName}
      planName={planName}
      paid={principal.planId !== 'free'}
    >
      {children}
    </AppShell>
  );
}
