import type { ReactNode } from 'react';
import { PaymentBanner } from '@/components/billing/payment-banner';
import { AppShell } from '@/components/shell/app-shell';
import { requirePrincipal } from '@/lib/auth/server';
import { canManageBilling, standingOf } from '@/lib/billing';
import { readCatalogue } from '@/lib/plans/server';
import { paymentMethodAction } from './account/billing/actions';

/** Signed-in pages. Each page still asks who is there itself: a layout is not rendered anew on every navigation. */
export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const [principal, { plans }] = await Promise.all([requirePrincipal(), readCatalogue()]);
  const nameOf = (id: string) => plans.find((plan) => plan.id === id)?.name ?? id;
  const standing = await standingOf(principal);
  return (
    <AppShell
      person={{ name: principal.name, email: principal.email }}
      organizationName={principal.organizationName}
      planName={nameOf(principal.planId)}
      paid={principal.planId !== 'free'}
      banner={
        standing.debt ? (
          <PaymentBanner
            standing={standing}
            planName={nameOf(standing.debt.planId)}
            mayManage={canManageBilling(principal)}
            changeMethod={paymentMethodAction}
          />
        ) : null
      }
    >
      {children}
    </AppShell>
  );
}
