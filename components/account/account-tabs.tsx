'use client';

import { usePathname } from 'next/navigation';
import { TabLinks } from '../ui/tab-links';

/** What a person settles about their own account, each on a page of its own; in this order. */
const pages = [
  { href: '/account', label: 'Profile' },
  { href: '/account/security', label: 'Security' },
  { href: '/account/sessions', label: 'Sessions' },
  { href: '/account/notifications', label: 'Notifications' },
  { href: '/account/api-keys', label: 'API keys' },
  { href: '/account/audit-log', label: 'Audit log' },
];

/** Leads between the pages of the account. */
export function AccountTabs() {
  const pathname = usePathname();
  return (
    <TabLinks label="Account" links={pages.map((page) => ({ ...page, current: page.href === pathname }))} />
  );
}
