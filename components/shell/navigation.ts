import { BellRing, BriefcaseBusiness, CreditCard, Gauge, type LucideIcon, UsersRound } from 'lucide-react';

type Destination = { href: string; label: string; icon: LucideIcon };

/** Where the signed-in navigation leads, in the sidebar and in the phone's bottom bar alike. */
export const destinations: readonly Destination[] = [
  { href: '/jobs', label: 'Jobs', icon: BriefcaseBusiness },
  { href: '/reminders', label: 'Reminders', icon: BellRing },
  { href: '/account/usage', label: 'Usage', icon: Gauge },
  { href: '/account/billing', label: 'Billing', icon: CreditCard },
  { href: '/organization', label: 'Organization', icon: UsersRound },
];

/**
 * Where somebody goes who acts for another organization from now on: a page that every organization has stays, with what
 * the other has there; one that shows a single thing, or a step on a way, would show what is not there.
 */
export function pathAfterSwitch(pathname: string): string {
  const stays = [
    '/jobs',
    '/reminders',
    '/organization',
    '/account/billing',
    '/account/billing/invoices',
  ].includes(pathname);
  const isOwn =
    isUnder(pathname, '/account') &&
    !isUnder(pathname, '/account/billing') &&
    !pathname.startsWith('/account/audit-log/');
  return stays || isOwn ? pathname : '/jobs';
}

/** Whether a page is the destination or lies below it. */
export function isUnder(pathname: string, href: string): boolean {
  return pathname === href || pathname.startsWith(`${href}/`);
}
