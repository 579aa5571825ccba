import Link from 'next/link';
import type { ReactNode } from 'react';
import { Logo } from '@/components/brand/logo';

/** Signing in and what belongs to it: one quiet column. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main
      id="main"
      tabIndex={-1}
      className="mx-auto min-h-dvh w-full max-w-sm px-6 pt-8 pb-16 sm:px-0 sm:pt-[14vh]"
    >
      <Link href="/" className="mb-10 inline-flex rounded-md">
        <Logo />
      </Link>
      {children}
    </main>
  );
}
