import { BriefcaseBusiness, CreditCard, Gauge, type LucideIcon } from 'lucide-react';

type Destination = { href: string; label: string; icon: LucideIcon };

/** Where the signed-in navigation leads, in the sidebar and in the phone's bottom bar alike. */
export const destinations: readonly Destination[] = [
  { href: '/jobs', label: 'Jobs', icon: BriefcaseBusiness },
  { href: '/account/usage', label: 'Usage', icon: Gauge },
  { href: '/account/billing', label: 'Billing', icon: CreditCard },
];

/** Whether a page is the destination or lies below it. */
export function isUnder(pathname: string, href: string): boolean {
  return pathname === href || pathname.startsWith(`${href}/`);
}
