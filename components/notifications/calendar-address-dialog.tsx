'use client';

import { Alert } from '../ui/alert';
import { Button } from '../ui/button';
import { CopyButton } from '../ui/copy-button';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '../ui/dialog';

type CalendarAddressDialogProps = { open: boolean; onOpenChange: (open: boolean) => void; url: string };

/** Shows the address of a calendar this once. A click beside it does not close it. */
export function CalendarAddressDialog({ open, onOpenChange, url }: CalendarAddressDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title="Copy your calendar link" onInteractOutside={(event) => event.preventDefault()}>
        <DialogBody className="grid gap-4">
          <div className="flex items-center gap-2 rounded-md border bg-subtle py-2 pr-2 pl-3">
            <code className="min-w-0 flex-1 select-all break-all text-13">{url}</code>
            <CopyButton value={url} label="calendar link" />
          </div>
          <p className="text-muted-foreground text-sm">
            In Google Calendar: “Other calendars”, “From URL”. In Outlook: “Add calendar”, “Subscribe from
            web”. In Apple Calendar: “File”, “New Calendar Subscription”. Programs look for news when they
            like, some of them once a day.
          </p>
          <Alert tone="warning" title="It is shown this once">
            Whoever has it can read your interviews. If it gets about, make a new one here.
          </Alert>
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
