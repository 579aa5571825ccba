import {
  ArrowRight,
  BellRing,
  ChartNoAxesColumn,
  Columns3,
  Gauge,
  type LucideIcon,
  MousePointerClick,
  Search,
} from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { BoardPreview } from '@/components/marketing/board-preview';
import { PlanStrip } from '@/components/marketing/plan-strip';
import { SiteFooter } from '@/components/marketing/site-footer';
import { SiteHeader } from '@/components/marketing/site-header';
import { ButtonLink } from '@/components/ui/button-link';
import { getPrincipal } from '@/lib/auth/server';
import { shownPlans } from '@/lib/flags';
import { readCatalogue } from '@/lib/plans/server';

export const metadata: Metadata = { title: { absolute: 'Foothold: keep your footing in a job search' } };

/** Who is signed in and what plans cost are asked anew each time. */
export const dynamic = 'force-dynamic';

export default async function LandingPage() {
  const [principal, { plans }] = await Promise.all([getPrincipal(), readCatalogue()]);
  const shown = await shownPlans(plans);
  const signedIn = principal !== null;
  const freeJobs = plans.find((plan) => plan.id === 'free')?.limits.saved_jobs.limit;

  return (
    <>
      <SiteHeader signedIn={signedIn} />
      <main id="main" tabIndex={-1} className="mx-auto max-w-6xl px-4 sm:px-6">
        <div className="grid justify-items-start gap-6 pt-16 pb-12 sm:pt-24 sm:pb-16">
          <h1 className="max-w-3xl font-semibold text-4xl sm:text-5xl">Keep your footing in a job search</h1>
          <p className="max-w-xl text-lg text-muted-foreground">
            Save every posting that interests you with one click, and track each application to its end.
          </p>
          <div className="flex flex-wrap items-center gap-3">
            {signedIn ? (
              <ButtonLink href="/jobs" size="lg">
                Open your board
              </ButtonLink>
            ) : (
              <ButtonLink href="/sign-up" size="lg">
                Sign up free
              </ButtonLink>
            )}
            <ButtonLink href="/pricing" variant="secondary" size="lg">
              See pricing
            </ButtonLink>
          </div>
          {freeJobs && !signedIn ? (
            <p className="text-13 text-muted-foreground">{freeJobs} saved jobs free. No card needed.</p>
          ) : null}
        </div>

        <BoardPreview />

        <section aria-labelledby="what" className="grid gap-8 py-16 sm:py-24">
          <h2 id="what" className="font-semibold text-2xl">
            What it does
          </h2>
          <ul className="grid gap-8 sm:grid-cols-2 lg:grid-cols-3">
            {facts.map(({ icon: Icon, title, text }) => (
              <li key={title} className="grid content-start gap-2 border-t pt-5">
                <h3 className="flex items-center gap-2 font-semibold text-base">
                  <Icon aria-hidden="true" className="size-4 text-primary" />
                  {title}
                </h3>
                <p className="text-base text-muted-foreground">{text}</p>
              </li>
            ))}
          </ul>
        </section>

        <section aria-labelledby="cost" className="grid gap-6 pb-16 sm:pb-24">
          <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
            <h2 id="cost" className="font-semibold text-2xl">
              What it costs
            </h2>
            <Link
              href="/pricing"
              className="inline-flex items-center gap-1.5 rounded-sm font-medium text-primary underline-offset-4 hover:underline"
            >
              Compare all plans
              <ArrowRight aria-hidden="true" className="size-4" />
            </Link>
          </div>
          <PlanStrip plans={shown.slice(0, 3)} />
        </section>
      </main>
      <SiteFooter signedIn={signedIn} />
    </>
  );
}

const facts: readonly { icon: LucideIcon; title: string; text: string }[] = [
  {
    icon: MousePointerClick,
    title: 'Saved with one click',
    text: 'The Chrome extension reads the posting on the page: title, company, place and pay. Look it over, and save.',
  },
  {
    icon: Columns3,
    title: 'One board',
    text: 'Drag a job from saved to applied to offer, by mouse, finger or keyboard. Or change many at once in a table.',
  },
  {
    icon: BellRing,
    title: 'Nothing forgotten',
    text: 'Be reminded at a time, or when nothing has happened for a week. Interviews show up in your own calendar.',
  },
  {
    icon: Search,
    title: 'Found again',
    text: 'Search in everything that you saved, typing slips included. The same posting from two sites is recognised.',
  },
  {
    icon: ChartNoAxesColumn,
    title: 'How it goes',
    text: 'How many have answered, and how long each step takes: figures of your own search, with what they mean.',
  },
  {
    icon: Gauge,
    title: 'Limits in plain sight',
    text: 'The board shows how much of your plan is used. At the limit you keep what you saved and see what more costs.',
  },
];
