'use client';

import { Alert } from '../ui/alert';
import { Button } from '../ui/button';
import { CopyButton } from '../ui/copy-button';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '../ui/dialog';

/** A key that was just made. `secret` null: it was made, but the answer that told its secret was lost. */
export type ToldSecret = { name: string; secret: string | null };

type SecretDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  told: ToldSecret | undefined;
};

/** Shows a new key this once. A click beside it does not close it. */
export function SecretDialog({ open, onOpenChange, told }: SecretDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title={told?.secret ? 'Copy your new key' : 'The key could not be shown'}
        description={told?.name}
        onInteractOutside={(event) => event.preventDefault()}
      >
        <DialogBody className="grid gap-4">
          {told?.secret ? (
            <>
              <div className="flex items-center gap-2 rounded-md border bg-subtle py-2 pr-2 pl-3">
                <code className="min-w-0 flex-1 select-all break-all text-13">{told.secret}</code>
                <CopyButton value={told.secret} label="API key" />
              </div>
              <Alert tone="warning" title="It is shown this once">
                Keep it where only your script finds it. Whoever has it can do what it may do; if it gets
                about, revoke it here.
              </Alert>
            </>
          ) : (
            <Alert tone="warning" live>
              The connection broke while the key was made. It is in the list, but nobody has seen it: rotate
              it to get one that you can use, or revoke it.
            </Alert>
          )}
        </DialogBody>
        <DialogFooter>
          <DialogClose asChild>
            <Button>Done</Button>
          </DialogClose>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
