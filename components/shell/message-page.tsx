import Link from 'next/link';
import type { ReactNode } from 'react';
import { Logo } from '../brand/logo';

type MessagePageProps = {
  code?: string | undefined;
  title: string;
  description: ReactNode;
  actions: ReactNode;
};

/** A page that only says one thing: not found, or gone wrong. */
export function MessagePage({ code, title, description, actions }: MessagePageProps) {
  return (
    <main
      id="main"
      tabIndex={-1}
      className="mx-auto flex min-h-dvh max-w-md flex-col justify-center gap-8 px-6 py-16"
    >
      <Link href="/" className="self-start rounded-md">
        <Logo />
      </Link>
      <div className="grid gap-2">
        {code ? <p className="tabular font-mono text-13 text-muted-foreground">{code}</p> : null}
        <h1 className="font-semibold text-2xl">{title}</h1>
        <p className="text-muted-foreground">{description}</p>
      </div>
      <div className="flex flex-wrap gap-2">{actions}</div>
    </main>
  );
}
