'use client';

import { AlertDialog as Primitive } from 'radix-ui';
import type { ConfirmDialogProps } from './alert-dialog';
import { Button } from './button';
import { DialogFooter } from './dialog';
import { overlayClasses, panelClasses } from './dialog-classes';
import { useReturnFocus } from './use-return-focus';

/** The panel of a `ConfirmDialog`. */
export function ConfirmDialogPanel({
  open,
  onOpenChange,
  title,
  description,
  confirmLabel,
  cancelLabel = 'Cancel',
  tone = 'danger',
  loading = false,
  onConfirm,
}: ConfirmDialogProps) {
  const returnFocus = useReturnFocus();
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className={overlayClasses} />
        <Primitive.Content {...returnFocus} className={panelClasses('sm')}>
          <div className="grid gap-2 px-5 pt-5 pb-5 sm:px-6">
            <Primitive.Title className="font-semibold text-base">{title}</Primitive.Title>
            <Primitive.Description className="text-muted-foreground text-sm">
              {description}
            </Primitive.Description>
          </div>
          <DialogFooter>
            <Primitive.Cancel asChild>
              <Button variant="secondary">{cancelLabel}</Button>
            </Primitive.Cancel>
            <Button variant={tone === 'danger' ? 'danger' : 'primary'} loading={loading} onClick={onConfirm}>
              {confirmLabel}
            </Button>
          </DialogFooter>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
