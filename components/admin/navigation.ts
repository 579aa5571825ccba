import {
  Activity,
  Flag,
  History,
  type LucideIcon,
  Scale,
  SlidersHorizontal,
  UsersRound,
  Webhook,
} from 'lucide-react';

type Destination = { href: string; label: string; icon: LucideIcon };

/** Where the console's navigation leads. */
export const adminDestinations: readonly Destination[] = [
  { href: '/admin', label: 'Overview', icon: Activity },
  { href: '/admin/users', label: 'Users', icon: UsersRound },
  { href: '/admin/plans', label: 'Plans', icon: SlidersHorizontal },
  { href: '/admin/flags', label: 'Flags', icon: Flag },
  { href: '/admin/webhook-events', label: 'Webhook events', icon: Webhook },
  { href: '/admin/reconciliation', label: 'Reconciliation', icon: Scale },
  { href: '/admin/audit-log', label: 'Audit log', icon: History },
];
