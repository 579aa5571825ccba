import Link from 'next/link';
import { Logo } from '../brand/logo';
import { ButtonLink } from '../ui/button-link';

/** Head of the public pages. `signedIn` swaps the ways in for the way back. */
export function SiteHeader({ signedIn = false }: { signedIn?: boolean }) {
  return (
    <header className="sticky top-(--frame-top,0px) z-30 border-b bg-background">
      <div className="mx-auto flex h-14 max-w-6xl items-center justify-between gap-4 px-4 sm:px-6">
        <div className="flex items-center gap-8">
          <Link href="/" className="flex rounded-md">
            <Logo />
          </Link>
          <nav aria-label="Main" className="flex max-sm:hidden">
            <Link
              href="/pricing"
              className="rounded-md font-medium text-13 text-muted-foreground transition-colors hover:text-foreground"
            >
              Pricing
            </Link>
          </nav>
        </div>
        <div className="flex items-center gap-1 sm:gap-2">
          {signedIn ? (
            <ButtonLink href="/jobs" size="sm">
              Open app
            </ButtonLink>
          ) : (
            <>
              <ButtonLink href="/sign-in" variant="ghost" size="sm">
                Sign in
              </ButtonLink>
              <ButtonLink href="/sign-up" size="sm">
                Sign up
              </ButtonLink>
            </>
          )}
        </div>
      </div>
    </header>
  );
}
