import type { ReactNode } from 'react';

/** Title of a page in the sign-in column, with its only `h1`. */
export function AuthHeading({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="mb-7 grid gap-1.5">
      <h1 className="font-semibold text-2xl tracking-[-0.02em]">{title}</h1>
      {children ? <p className="text-muted-foreground text-sm">{children}</p> : null}
    </div>
  );
}
