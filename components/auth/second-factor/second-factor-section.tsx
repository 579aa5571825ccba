import { Alert } from '@/components/ui/alert';
import { Section } from '@/components/ui/section';
import type { SecondFactorStatus } from '@/lib/auth/second-factor';
import { type SecondFactorActions, SecondFactorPanel } from './second-factor-panel';

type SecondFactorSectionProps = {
  status: SecondFactorStatus;
  organizationName: string;
  actions: SecondFactorActions;
  /** Where the person was going when this was asked of them. */
  next: string | null;
};

/** The part of the security page about two-factor sign-in. */
export function SecondFactorSection({ status, organizationName, actions, next }: SecondFactorSectionProps) {
  const requiredBy = status.state === 'off' ? status.requiredBy : null;
  return (
    <Section
      title="Two-factor sign-in"
      description="After your password you enter a code that an app on your phone shows. Whoever learns the password alone does not get in."
    >
      {requiredBy ? (
        <Alert tone="warning" title="Set it up to go on">
          {requiredBy === 'platform'
            ? 'Administrators of Foothold sign in with two factors. Nothing else is open to you until it is set up.'
            : `${organizationName} requires two-factor sign-in. Nothing else of it is open to you until it is set up.`}
        </Alert>
      ) : null}
      <SecondFactorPanel status={status} actions={actions} next={next} />
    </Section>
  );
}
