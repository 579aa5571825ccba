'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/button';
import { LazyDialog } from '../../ui/lazy-dialog';
import { toast } from '../../ui/toast';
import { reminderDialog } from './dialogs';
import { setWords } from './reminder-words';

/** Begins a reminder of any job. */
export function NewReminder({ timeZone }: { timeZone: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Plus aria-hidden="true" />
        New reminder
      </Button>
      <LazyDialog
        code={reminderDialog}
        with={{
          open,
          onOpenChange: setOpen,
          subject: { jobId: null },
          onSaved: (reminder) => {
            setOpen(false);
            toast.success('Reminder set', { description: setWords(reminder, new Date(), timeZone) });
          },
        }}
      />
    </>
  );
}
