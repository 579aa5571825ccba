import type { PlanGrant } from '@/lib/entitlements';
import { Alert } from '../ui/alert';
import { afterGrantWords, givenWords } from './grant-words';

type GivenNoticeProps = { grant: PlanGrant; planName: string; laterName: string };

/** What is given, until when, and that it can be bought, for whoever looks at prices. */
export function GivenNotice({ grant, planName, laterName }: GivenNoticeProps) {
  return (
    <Alert title={`${planName} is yours now`}>
      {givenWords(grant).text} {afterGrantWords(grant, planName, laterName)}
    </Alert>
  );
}
