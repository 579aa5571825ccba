'use client';

import { ChevronDown } from 'lucide-react';
import { type JobStatus, jobStatuses } from '@/lib/jobs/statuses';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from '../ui/dropdown-menu';
import { StatusLabel } from './status-label';
import { statusLook } from './status-look';

type StatusMenuProps = {
  /** What has this status, for the button's name, such as "Designer at Acme". */
  subject: string;
  status: JobStatus;
  onChange: (status: JobStatus) => void;
};

/** A status that can be changed in place. */
export function StatusMenu({ subject, status, onChange }: StatusMenuProps) {
  const choose = (value: string) => {
    const chosen = jobStatuses.find((each) => each === value);
    if (chosen && chosen !== status) onChange(chosen);
  };
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={`Status of ${subject}: ${statusLook[status].label}`}
        className="group -ml-2 inline-flex h-8 items-center gap-1.5 rounded-md px-2 text-13 transition-colors data-[state=open]:bg-muted hover:bg-muted"
      >
        <StatusLabel status={status} />
        <ChevronDown aria-hidden="true" className="size-3.5 text-subtle-foreground" />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start">
        <DropdownMenuRadioGroup value={status} onValueChange={choose}>
          {jobStatuses.map((each) => (
            <DropdownMenuRadioItem key={each} value={each}>
              <StatusLabel status={each} className="gap-2.5!" />
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
