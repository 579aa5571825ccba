'use client';

import { type ComponentType, useEffect, useRef } from 'react';
import { type LazyPart, useLazyPart } from './lazy-part';
import { noConnection } from './no-connection';
import { toast } from './toast';

type Opens = { open: boolean; onOpenChange: (open: boolean) => void };

type LazyDialogProps<Props> = {
  code: LazyPart<ComponentType<Props>>;
  /** What the dialog is given. */
  with: Props;
};

/**
 * A dialog whose code is fetched with whatever else floats (lazy-part.ts): asked to open before that, it opens once it is there.
 * Where it cannot be fetched a message says so, and whoever opens it again tries again.
 */
export function LazyDialog<Props extends Opens>({ code, with: given }: LazyDialogProps<Props>) {
  const Dialog = useLazyPart(code);
  const { open } = given;
  const latest = useRef(given);
  useEffect(() => {
    latest.current = given;
  });
  useEffect(() => {
    if (!open) return;
    void code.want().then((came) => {
      if (came) return;
      latest.current.onOpenChange(false);
      toast.error(noConnection.title, { description: noConnection.detail });
    });
  }, [code, open]);
  return Dialog ? <Dialog {...given} /> : null;
}
