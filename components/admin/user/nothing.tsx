import type { ReactNode } from 'react';

/** Stands where a list of an account has nothing in it; a line is enough among so much else. */
export function Nothing({ children }: { children: ReactNode }) {
  return (
    <p className="rounded-lg border border-dashed px-5 py-4 text-muted-foreground text-sm">{children}</p>
  );
}
