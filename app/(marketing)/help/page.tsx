import type { Metadata } from 'next';
import { helpTopics } from '@/components/help/help-topics';
import { SiteFooter } from '@/components/marketing/site-footer';
import { SiteHeader } from '@/components/marketing/site-header';
import { getPrincipal } from '@/lib/auth/server';

export const metadata: Metadata = { title: 'Help' };

/** Who is signed in is asked anew each time. */
export const dynamic = 'force-dynamic';

export default async function HelpPage() {
  const signedIn = (await getPrincipal()) !== null;
  return (
    <>
      <SiteHeader signedIn={signedIn} />
      <main id="main" tabIndex={-1} className="mx-auto max-w-6xl px-4 pb-16 sm:px-6 sm:pb-24">
        <div className="grid gap-3 pt-12 pb-10 sm:pt-16">
          <h1 className="font-semibold text-3xl">Help</h1>
          <p className="max-w-xl text-lg text-muted-foreground">What people ask, and what the answer is.</p>
        </div>
        <div className="grid gap-10 md:grid-cols-[12rem_1fr] md:gap-16">
          <nav aria-label="Topics" className="md:sticky md:top-24 md:self-start">
            <ul className="flex flex-wrap gap-x-5 gap-y-2 md:grid md:gap-2.5">
              {helpTopics.map(({ id, title }) => (
                <li key={id}>
                  <a
                    href={`#${id}`}
                    className="rounded-sm text-muted-foreground text-sm transition-colors hover:text-foreground"
                  >
                    {title}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <div className="grid max-w-2xl gap-12">
            {helpTopics.map(({ id, title, questions }) => (
              <section key={id} id={id} aria-labelledby={`${id}-title`} className="grid scroll-mt-24 gap-5">
                <h2 id={`${id}-title`} className="font-semibold text-xl">
                  {title}
                </h2>
                {questions.map(({ asked, answer }) => (
                  <div key={asked} className="grid gap-1.5 border-t pt-4">
                    <h3 className="font-medium text-base">{asked}</h3>
                    <p className="text-base text-muted-foreground">{answer}</p>
                  </div>
                ))}
              </section>
            ))}
          </div>
        </div>
      </main>
      <SiteFooter signedIn={signedIn} />
    </>
  );
}
