'use client';

import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import { useEffect } from 'react';
import { Toaster as Sonner, toast } from 'sonner';

/** The toasts themselves. @param onReady is given what shows one, as soon as one would be seen */
export function ShownToasts({ onReady }: { onReady: (show: typeof toast) => void }) {
  // Runs after the effect by which what is shown below begins to listen.
  useEffect(() => onReady(toast), [onReady]);
  return (
    <Sonner
      position="bottom-right"
      offset={16}
      mobileOffset={{ bottom: 72, left: 16, right: 16 }}
      gap={8}
      duration={5000}
      icons={{
        success: <CircleCheck aria-hidden="true" className="size-4 text-success" />,
        error: <CircleAlert aria-hidden="true" className="size-4 text-danger" />,
        warning: <TriangleAlert aria-hidden="true" className="size-4 text-warning" />,
        info: <Info aria-hidden="true" className="size-4 text-info" />,
      }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-full items-start gap-3 rounded-lg border bg-surface px-4 py-3 font-sans text-sm text-foreground shadow-float sm:w-90',
          icon: 'mt-0.5 shrink-0',
          content: 'grid min-w-0 flex-1 gap-0.5',
          title: 'font-medium',
          description: 'text-13 text-muted-foreground',
          actionButton:
            'shrink-0 rounded-md border border-input px-2.5 py-1 font-medium text-13 hover:bg-muted',
          cancelButton: 'shrink-0 rounded-md px-2 py-1 text-13 text-muted-foreground hover:bg-muted',
        },
      }}
    />
  );
}
