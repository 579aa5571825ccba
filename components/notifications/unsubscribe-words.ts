/** What the link of a mail would end; null for one that does not work. */
type Offer = { kind: 'reminder' | 'interview' | 'digest'; organizationName: string; isOn: boolean } | null;

/** Says what a link would end, or has ended. */
export function unsubscribeWords(offer: Offer): { title: string; text: string } {
  if (!offer)
    return {
      title: 'This link does not work',
      text: 'It was not copied whole, or is about an organization that you have left, which mails you nothing any more.',
    };
  const what = `${kindWords[offer.kind]} about ${offer.organizationName}`;
  return offer.isOn
    ? { title: 'Unsubscribe?', text: `You will get no ${what} any more.` }
    : { title: 'You are unsubscribed', text: `You get no ${what} any more.` };
}

const kindWords = {
  reminder: 'reminders by mail',
  interview: 'mails before interviews',
  digest: 'weekly mails',
};
