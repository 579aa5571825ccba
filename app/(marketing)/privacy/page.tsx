import type { Metadata } from 'next';
import { SiteFooter } from '@/components/marketing/site-footer';
import { SiteHeader } from '@/components/marketing/site-header';
import { getPrincipal } from '@/lib/auth/server';

export const metadata: Metadata = {
  title: 'Privacy',
  description: 'What Foothold and its browser extension keep, what for, and how to have it deleted.',
};

export const dynamic = 'force-dynamic';

export default async function PrivacyPage() {
  const signedIn = (await getPrincipal()) !== null;
  return (
    <>
      <SiteHeader signedIn={signedIn} />
      <main id="main" tabIndex={-1} className="mx-auto grid max-w-2xl gap-10 px-4 py-12 sm:px-6 sm:py-16">
        <h1 className="font-semibold text-3xl">Privacy</h1>
        {sections.map(({ title, paragraphs }) => (
          <section key={title} className="grid gap-3">
            <h2 className="font-semibold text-lg">{title}</h2>
            {paragraphs.map((paragraph) => (
              <p key={paragraph} className="text-base text-muted-foreground">
                {paragraph}
              </p>
            ))}
          </section>
        ))}
      </main>
      <SiteFooter signedIn={signedIn} />
    </>
  );
}

const sections = [
  {
    title: 'What is kept',
    paragraphs: [
      'Your name, your email address, and how you sign in. The jobs that you save, with your notes, contacts, interviews and reminders. What you use of your plan, and for what you pay: card numbers go to Stripe and never to us.',
      'So that you can see who uses your account, each session is kept with its browser, its address and its last use. Changes to your account are kept in an audit trail.',
    ],
  },
  {
    title: 'What for',
    paragraphs: [
      'To show it to you and to those whom you invite to your organization, to remind you of what you asked to be reminded of, and to bill what you bought. It is not sold, not used for advertising, and not shared with anybody who is not needed for this.',
    ],
  },
  {
    title: 'The browser extension',
    paragraphs: [
      'It reads a page when you click its icon, use its shortcut or choose it in the menu: that page, then, and no other. What it reads is shown to you first, and goes to your account when you save it.',
      'To tell you that a posting is saved already, it asks your account about that posting when you open it on a page. It does not send the pages that you visit to anybody. Where you let it mark saved postings without a click, it compares their addresses within your browser.',
      'In your browser it keeps the token of its connection, the jobs that could not be sent yet, and the addresses of those that you saved. End the connection at any time under Sessions in your account, or in the extension.',
    ],
  },
  {
    title: 'How long',
    paragraphs: [
      'As long as you have an account. Delete a job and it is gone; delete your account under Account and, after 30 days in which you can still change your mind, everything of yours is. What the law wants kept about payments stays with Stripe.',
    ],
  },
] as const;
