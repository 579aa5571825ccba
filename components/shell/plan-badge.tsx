import Link from 'next/link';
import { Badge } from '../ui/badge';

/** The organization's plan, leading to its billing page. */
export function PlanBadge({ planName, paid }: { planName: string; paid: boolean }) {
  return (
    <Link href="/account/billing" aria-label={`Plan: ${planName}`} className="flex rounded-sm">
      <Badge tone={paid ? 'primary' : 'outline'}>{planName}</Badge>
    </Link>
  );
}
