'use client';

import { type ReactNode, Suspense, useState, useSyncExternalStore } from 'react';

type WithSkeletonProps = {
  /** What stands there until the page comes: the same places at the same sizes, so that nothing moves. */
  skeleton: ReactNode;
  /** The page, which may still be on its way. */
  children: ReactNode;
};

/**
 * Stands in for a page that is on its way, where somebody comes from another page. Whoever opens it as a document gets it whole:
 * React shows what takes a skeleton's place 300 ms later at the earliest, and only by a script, so that a page that is ready
 * sooner would be seen later. (A `loading.tsx` stands before both.) What was begun without a skeleton goes on without, or the
 * page would be made anew, and what is typed in it lost, when it is read again.
 */
export function WithSkeleton({ skeleton, children }: WithSkeletonProps) {
  const isDocument = useSyncExternalStore(
    noSubscription,
    () => false,
    () => true,
  );
  const [isWhole] = useState(isDocument);
  return isWhole ? children : <Suspense fallback={skeleton}>{children}</Suspense>;
}

const noSubscription = () => () => {};
