import { ClipboardPen, type LucideIcon, MapPin, MessagesSquare, Phone, Video } from 'lucide-react';
import type { InterviewKind } from '@/lib/jobs/interviews';

/** How each kind of interview is named and drawn. */
export const interviewLook: Record<InterviewKind, { label: string; icon: LucideIcon }> = {
  phone: { label: 'Phone call', icon: Phone },
  video: { label: 'Video call', icon: Video },
  onsite: { label: 'On site', icon: MapPin },
  assignment: { label: 'Assignment', icon: ClipboardPen },
  other: { label: 'Other', icon: MessagesSquare },
};
