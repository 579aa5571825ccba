import { Check } from 'lucide-react';
import { ButtonLink } from '../ui/button-link';
import { Card, CardBody, CardFooter, CardHeader } from '../ui/card';

type AuditOfferProps = {
  organizationName: string;
  /** The lowest plan that has it, as far as one is sold. */
  plan: { name: string; monthly: string | undefined } | null;
};

/** What the audit log gives, for owners whose plan does not have it. */
export function AuditOffer({ organizationName, plan }: AuditOfferProps) {
  return (
    <Card className="max-w-2xl">
      <CardHeader
        title={plan ? `The audit log is part of ${plan.name}` : 'Your plan does not have the audit log'}
        description={`It answers who did what in ${organizationName}, and when.`}
      />
      <CardBody>
        <ul className="grid gap-2.5 text-sm">
          {gives.map((each) => (
            <li key={each} className="flex gap-2.5">
              <Check aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-success" />
              {each}
            </li>
          ))}
        </ul>
      </CardBody>
      <CardFooter>
        <span>Everything is recorded already, and is there once you upgrade.</span>
        <ButtonLink href="/pricing?feature=audit_log" size="sm">
          {plan ? `See ${plan.name}${plan.monthly ? `, ${plan.monthly} a month` : ''}` : 'See plans'}
        </ButtonLink>
      </CardFooter>
    </Card>
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
