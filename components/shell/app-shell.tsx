import Link from 'next/link';
import { Fragment, type ReactNode } from 'react';
import { Logo, LogoMark } from '../brand/logo';
import { NotificationBell } from '../notifications/notification-bell';
import { NotificationsProvider } from '../notifications/notifications-provider';
import { BottomNav } from './bottom-nav';
import { OrganizationSwitcher, type Switching } from './organization-switcher';
import { PlanBadge } from './plan-badge';
import { SidebarNav } from './sidebar-nav';
import { UserMenu } from './user-menu';

type AppShellProps = {
  person: { name: string | null; email: string; showsConsole: boolean };
  /** For which organization is acted, and for which others one could. */
  switching: Switching;
  planName: string;
  /** Whether the plan costs something; a free plan's badge is quieter. */
  paid: boolean;
  /** How many notifications are unread, and whether they may be marked as read. */
  notifications: { unread: number; mayMark: boolean };
  /** Notices about the account, above the page, on every page. */
  banner?: ReactNode;
  children: ReactNode;
};

/** The frame of every signed-in page: sidebar from 768 px up, top and bottom bar below. */
export function AppShell({
  person,
  switching,
  planName,
  paid,
  notifications,
  banner,
  children,
}: AppShellProps) {
  return (
    <NotificationsProvider {...notifications}>
      <div className="min-h-[calc(100dvh-var(--frame-top,0px))] md:grid md:grid-cols-[15rem_minmax(0,1fr)]">
        <aside className="sticky top-(--frame-top,0px) hidden h-[calc(100dvh-var(--frame-top,0px))] flex-col border-r bg-subtle md:flex">
          <div className="flex h-14 shrink-0 items-center justify-between pr-3 pl-4">
            <Link href="/jobs" className="flex rounded-md">
              <Logo />
            </Link>
            <NotificationBell align="start" />
          </div>
          <div className="flex items-center justify-between gap-2 pr-4 pb-2 pl-2">
            <OrganizationSwitcher {...switching} look="row" />
            <PlanBadge planName={planName} paid={paid} />
          </div>
          <div className="flex-1 overflow-y-auto px-2 py-1">
            <SidebarNav />
          </div>
          <div className="border-t p-2">
            <UserMenu {...person} look="row" side="top" />
          </div>
        </aside>
        <header className="sticky top-(--frame-top,0px) z-30 flex h-14 items-center justify-between gap-3 border-b bg-background px-4 md:hidden">
          <div className="flex min-w-0 items-center gap-2">
            <Link href="/jobs" aria-label="Foothold" className="flex rounded-md">
              <LogoMark />
            </Link>
            <OrganizationSwitcher {...switching} look="bar" />
            <PlanBadge planName={planName} paid={paid} />
          </div>
          <div className="flex shrink-0 items-center gap-1">
            <NotificationBell align="end" />
            <UserMenu {...person} look="avatar" />
          </div>
        </header>
        <main
          id="main"
          tabIndex={-1}
          className="mx-auto w-full min-w-0 max-w-6xl has-data-wide:max-w-440 px-4 pt-6 pb-[calc(5.5rem+env(safe-area-inset-bottom))] md:px-8 md:pt-8 md:pb-16"
        >
          {banner}
          {/* What a page remembers of one organization is nothing of another's. */}
          <Fragment key={switching.organizationId}>{children}</Fragment>
        </main>
        <BottomNav />
      </div>
    </NotificationsProvider>
  );
}
