import type { PlanId } from '@/lib/plans';
import { FeatureOffer } from '../billing/feature-offer';

type AuditOfferProps = { organizationName: string; planId: PlanId };

/** What the audit log gives, for owners whose plan does not have it. */
export function AuditOffer({ organizationName, planId }: AuditOfferProps) {
  return (
    <FeatureOffer
      feature="audit_log"
      planId={planId}
      what="The audit log"
      description={`It answers who did what in ${organizationName}, and when.`}
      gives={gives}
      note="Everything is recorded already, and is there once you upgrade."
    />
  );
}

const gives = [
  'Who was invited, joined, left or got another role, and who decided that',
  'Which API keys were made, rotated and revoked, and by whom',
  'What changed about the plan, the alerts and how members sign in',
  'When our support acts in your organization: who, and for what reason',
  'Search by person, action and time, and files for your own records',
  'Nothing in it can be changed or removed, by you or by us',
];
