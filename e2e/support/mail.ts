import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

const inbox = z.object({
  messages: z.array(
    z.object({
      id: z.string(),
      to: z.unknown(),
      subject: z.string(),
      html: z.string(),
      createdAt: z.string(),
    }),
  ),
});

/** All mails to this address so far. */
export async function mailsTo(email: string) {
  const answer = await fetch(`${process.env.MAIL_URL}/api/messages?to=${encodeURIComponent(email)}`);
  return inbox.parse(await answer.json()).messages;
}

/** The newest mail to this address with this subject, once there is one. @throws Error when none came within ten seconds */
export async function mailTo(email: string, subject: string): Promise<{ html: string; id: string }> {
  for (let tries = 0; tries < 50; tries++) {
    const mail = (await mailsTo(email)).find((each) => each.subject === subject);
    if (mail) return mail;
    await sleep(200);
  }
  throw new Error(`No mail “${subject}” came for ${email}.`);
}

/** The link of the newest mail to this address, once there is one. @throws Error when none came within ten seconds */
export async function confirmationLink(email: string): Promise<string> {
  for (let tries = 0; tries < 50; tries++) {
    const [newest] = await mailsTo(email);
    const link = newest?.html.match(/href="([^"]*\/auth\/confirm[^"]*)"/)?.[1];
    if (link) return link.replaceAll('&amp;', '&');
    await sleep(200);
  }
  throw new Error(`No mail with a link came for ${email}.`);
}
