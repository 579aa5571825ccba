import { isUnavailable } from '@/lib/billing';
import { htmlMail, type MailContent, textMail } from './mail-layout';
import { sendMail } from './send-mail';

type Mailing = {
  recipients: readonly { id: string; email: string }[];
  /** Users whom it has reached already. */
  sentTo: readonly string[];
  content: MailContent;
  /** Names what is mailed, for all time; with the user it names the mail. */
  identity: string;
  /** Keeps that it has reached somebody. */
  markSentTo: (userId: string) => Promise<unknown>;
};

/**
 * Mails the same to each of the recipients whom it has not reached yet.
 * @throws what the mail service refused, after all the others have their mail: a bad address of one must not keep it from
 * them; ProblemError 503 at once when it does not answer
 */
export async function mailRecipients({
  recipients,
  sentTo,
  content,
  identity,
  markSentTo,
}: Mailing): Promise<void> {
  const [html, text] = [htmlMail(content), textMail(content)];
  let refusal: Error | undefined;
  for (const { id, email } of recipients) {
    if (sentTo.includes(id)) continue;
    try {
      await sendMail({ to: email, subject: content.subject, html, text, identity: `${identity} ${id}` });
    } catch (error) {
      if (isUnavailable(error) || !(error instanceof Error)) throw error;
      refusal = error;
      continue;
    }
    await markSentTo(id);
  }
  if (refusal) throw refusal;
}
