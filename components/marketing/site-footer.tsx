import Link from 'next/link';
import { LogoMark } from '../brand/logo';
import { ThemeToggle } from '../theme/theme-toggle';

/** Foot of the public pages; `signedIn` as of the header. */
export function SiteFooter({ signedIn = false }: { signedIn?: boolean }) {
  const links = [...publicLinks, ...(signedIn ? insideLinks : outsideLinks)];
  return (
    <footer className="border-t">
      <div className="mx-auto flex max-w-6xl flex-wrap items-center justify-between gap-x-8 gap-y-4 px-4 py-6 sm:px-6">
        <p className="flex items-center gap-2 text-13 text-muted-foreground">
          <LogoMark className="size-5!" />
          Foothold
        </p>
        <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
          <nav aria-label="Footer">
            <ul className="flex flex-wrap gap-x-6 gap-y-2">
              {links.map(({ href, label }) => (
                <li key={href}>
                  <Link
                    href={href}
                    className="rounded-md text-13 text-muted-foreground transition-colors hover:text-foreground"
                  >
                    {label}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
          <ThemeToggle />
        </div>
      </div>
    </footer>
  );
}

const publicLinks = [
  { href: '/pricing', label: 'Pricing' },
  { href: '/help', label: 'Help' },
  { href: '/docs/api', label: 'API' },
  { href: '/privacy', label: 'Privacy' },
];
const insideLinks = [{ href: '/jobs', label: 'Open app' }];
const outsideLinks = [
  { href: '/sign-in', label: 'Sign in' },
  { href: '/sign-up', label: 'Sign up' },
];
