'use client';

import type { ReactNode } from 'react';
import { LazyDialog } from './lazy-dialog';
import { lazyPart } from './lazy-part';

const confirmPanel = lazyPart(async () => (await import('./confirm-dialog-panel')).ConfirmDialogPanel);

export type ConfirmDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The question, such as "Delete this job?". */
  title: ReactNode;
  /** What will happen, and whether it can be undone. */
  description: ReactNode;
  /** The verb of the action, never "OK". */
  confirmLabel: string;
  cancelLabel?: string;
  tone?: 'danger' | 'primary';
  loading?: boolean;
  /** Does the work. The dialog stays open until `onOpenChange(false)`, so that failure can be shown. */
  onConfirm: () => void;
};

/** Asks before something that cannot be undone. Focus starts on Cancel, and a click outside does not close it. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return <LazyDialog code={confirmPanel} with={props} />;
}
