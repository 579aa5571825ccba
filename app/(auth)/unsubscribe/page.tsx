import type { Metadata } from 'next';
import { AuthHeading } from '@/components/auth/auth-heading';
import { TextLink } from '@/components/auth/text-link';
import { UnsubscribeForm } from '@/components/notifications/unsubscribe-form';
import { unsubscribeWords } from '@/components/notifications/unsubscribe-words';
import { withRequest } from '@/lib/auth/server';
import { unsubscribeOffer } from '@/lib/jobs/notifications';
import { type Search, single } from '../search';
import { unsubscribeAction } from './actions';

export const metadata: Metadata = { title: 'Unsubscribe', robots: { index: false } };

type UnsubscribePageProps = { searchParams: Search };

export default function UnsubscribePage(props: UnsubscribePageProps) {
  return withRequest(() => unsubscribePage(props));
}

// Programs that look at the links of a mail come here, too: nothing is done until somebody presses the button.
async function unsubscribePage({ searchParams }: UnsubscribePageProps) {
  const token = single((await searchParams).token) ?? '';
  const offer = await unsubscribeOffer(token);
  const { title, text } = unsubscribeWords(offer);
  return (
    <>
      <AuthHeading title={title}>{text}</AuthHeading>
      {offer?.isOn ? <UnsubscribeForm action={unsubscribeAction} token={token} /> : null}
      <p className="mt-6 text-muted-foreground text-sm">
        All that you are told is under <TextLink href="/account/notifications">Notifications</TextLink>.
      </p>
    </>
  );
}
