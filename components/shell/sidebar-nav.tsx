'use client';

import { usePathname } from 'next/navigation';
import { NavList } from './nav-list';
import { destinations, isUnder } from './navigation';

/** The navigation of the desktop's sidebar. */
export function SidebarNav() {
  const pathname = usePathname();
  return (
    <NavList
      label="Main"
      destinations={destinations}
      isCurrent={(href) => isUnder(pathname, href)}
      className="grid gap-0.5"
    />
  );
}
