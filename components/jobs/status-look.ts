import {
  Archive,
  CircleArrowRight,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleX,
  type LucideIcon,
} from 'lucide-react';
import type { JobStatus } from '@/lib/jobs/schema';

/** How each status is named and drawn. The icons differ in shape, so that colour is never the only sign. */
export const statusLook: Record<JobStatus, { label: string; icon: LucideIcon; colour: string }> = {
  saved: { label: 'Saved', icon: CircleDashed, colour: 'text-muted-foreground' },
  applied: { label: 'Applied', icon: CircleArrowRight, colour: 'text-info-solid' },
  interviewing: { label: 'Interviewing', icon: CircleDot, colour: 'text-warning-solid' },
  offer: { label: 'Offer', icon: CircleCheck, colour: 'text-success-solid' },
  rejected: { label: 'Rejected', icon: CircleX, colour: 'text-danger-solid' },
  archived: { label: 'Archived', icon: Archive, colour: 'text-muted-foreground' },
};
