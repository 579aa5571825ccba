import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Logo } from '../brand/logo';
import { UserMenu } from '../shell/user-menu';
import { Badge } from '../ui/badge';
import { AdminNav } from './admin-nav';
import { CommandPalette, PaletteButton } from './palette/command-palette';

/** The frame of the console. It looks unlike the product on purpose: whoever is here acts on other people's accounts. */
export function AdminShell({
  person,
  children,
}: {
  person: { name: string | null; email: string };
  children: ReactNode;
}) {
  return (
    <CommandPalette>
      <div className="min-h-[calc(100dvh-var(--frame-top,0px))] md:grid md:grid-cols-[15rem_minmax(0,1fr)]">
        <aside className="sticky top-(--frame-top,0px) hidden h-[calc(100dvh-var(--frame-top,0px))] flex-col border-r bg-subtle md:flex">
          <div className="flex h-14 shrink-0 items-center justify-between gap-2 px-4">
            <Link href="/admin" className="flex rounded-md">
              <Logo />
            </Link>
            <Badge>Console</Badge>
          </div>
          <div className="px-2 pb-2">
            <PaletteButton look="row" />
          </div>
          <div className="flex-1 overflow-y-auto px-2 py-1">
            <AdminNav />
          </div>
          <div className="grid gap-1 border-t p-2">
            <BackToProduct />
            <UserMenu {...person} look="row" side="top" />
          </div>
        </aside>

        <header className="sticky top-(--frame-top,0px) z-30 border-b bg-background md:hidden">
          <div className="flex h-14 items-center justify-between gap-3 px-4">
            <div className="flex items-center gap-2">
              <Link href="/admin" className="flex rounded-md">
                <Logo />
              </Link>
              <Badge>Console</Badge>
            </div>
            <div className="flex items-center gap-1">
              <PaletteButton look="icon" />
              <UserMenu {...person} look="avatar" />
            </div>
          </div>
          <div className="overflow-x-auto px-2 pb-2">
            <AdminNav />
          </div>
        </header>

        <main id="main" tabIndex={-1} className="mx-auto w-full min-w-0 max-w-7xl px-4 py-6 md:px-8 md:py-8">
          {children}
        </main>
      </div>
    </CommandPalette>
  );
}

function BackToProduct() {
  return (
    <Link
      href="/jobs"
      className="flex h-8 items-center gap-2.5 rounded-md px-2 font-medium text-13 text-muted-foreground transition-colors hover:bg-muted hover:text-foreground"
    >
      <ArrowLeft aria-hidden="true" className="size-4" />
      Back to Foothold
    </Link>
  );
}
