'use client';

import { usePathname } from 'next/navigation';
import { TabLinks } from '../ui/tab-links';

type OrganizationTabsProps = {
  /** How many invitations nobody has answered; null for who may not see them. */
  invitations: number | null;
};

/** Leads between the pages of the organization. */
export function OrganizationTabs({ invitations }: OrganizationTabsProps) {
  const pathname = usePathname();
  const links = [
    { href: '/organization', label: 'Members' },
    ...(invitations === null
      ? []
      : [{ href: '/organization/invitations', label: 'Invitations', count: invitations }]),
    { href: '/organization/settings', label: 'Settings' },
  ];
  return (
    <TabLinks
      label="Organization"
      links={links.map((link) => ({ ...link, current: link.href === pathname }))}
    />
  );
}
