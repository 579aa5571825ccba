import { setTimeout as sleep } from 'node:timers/promises';
import { createClient, type GenerateLinkParams } from '@supabase/supabase-js';
import { z } from 'zod';
import { env } from '@/lib/env';
import { supabaseTarget } from '@/local/test/supabase-target';

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

/** What a link is for, with what a Supabase project needs to make another one, and where it leads in the end. */
type Purpose = { next?: string } & (
  | { type: 'magiclink' | 'recovery' }
  | { type: 'signup'; password: string }
  | { type: 'email_change'; from: string }
);

/**
 * The link of the newest mail to this address, once there is one. A Supabase project's mails cannot be read: there an
 * equal link is asked of it, which takes the place of the mailed one.
 * @throws Error when none came within ten seconds
 */
export async function confirmationLink(
  email: string,
  purpose: Purpose = { type: 'magiclink' },
): Promise<string> {
  if (supabaseTarget() === 'project') return generatedLink(email, purpose);
  for (let tries = 0; tries < 50; tries++) {
    const [newest] = await mailsTo(email);
    const link = newest?.html.match(/href="([^"]*\/auth\/confirm[^"]*)"/)?.[1];
    if (link) return link.replaceAll('&amp;', '&');
    await sleep(200);
  }
  throw new Error(`No mail with a link came for ${email}.`);
}

async function generatedLink(email: string, purpose: Purpose): Promise<string> {
  const { APP_URL, SUPABASE_URL, SUPABASE_SECRET_KEY } = env();
  const { data, error } = await createClient(SUPABASE_URL, SUPABASE_SECRET_KEY, {
    auth: { persistSession: false, autoRefreshToken: false },
  }).auth.admin.generateLink(linkParams(email, purpose));
  if (error) throw error;
  // As the template for mails in README.md has it.
  const link = new URL('/auth/confirm', APP_URL);
  link.searchParams.set('token_hash', data.properties.hashed_token);
  link.searchParams.set('type', purpose.type === 'signup' ? 'email' : purpose.type);
  if (purpose.next) link.searchParams.set('next', APP_URL + purpose.next);
  return link.href;
}

function linkParams(email: string, purpose: Purpose): GenerateLinkParams {
  switch (purpose.type) {
    case 'signup':
      return { type: 'signup', email, password: purpose.password };
    case 'email_change':
      return { type: 'email_change_new', email: purpose.from, newEmail: email };
    default:
      return { type: purpose.type, email };
  }
}
