import { htmlMail, type MailContent, textMail } from './mail-layout';
import { sendMail } from './send-mail';

/**
 * Mails one person. `identity` names the mail for all time, as with {@link sendMail}; errors as there.
 */
export function mailPerson({
  to,
  content,
  identity,
  oneClickUrl,
}: {
  to: string;
  content: MailContent;
  identity: string;
  oneClickUrl?: string;
}): Promise<void> {
  return sendMail({
    to,
    subject: content.subject,
    html: htmlMail(content),
    text: textMail(content),
    identity,
    oneClickUrl,
  });
}
