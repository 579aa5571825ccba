'use client';

import { usePathname } from 'next/navigation';
import { NavList } from '../shell/nav-list';
import { isUnder } from '../shell/navigation';
import { adminDestinations } from './navigation';

/** The console's navigation: a column beside the page, a line that can be moved sideways on a phone. */
export function AdminNav() {
  const pathname = usePathname();
  return (
    <NavList
      label="Console"
      destinations={adminDestinations}
      isCurrent={(href) => (href === '/admin' ? pathname === href : isUnder(pathname, href))}
      className="flex gap-0.5 md:grid"
    />
  );
}
