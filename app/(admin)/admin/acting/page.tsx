import { UserRoundCheck } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { type EndedActing, endedActing } from '@/lib/admin';
import { requireAdminPage } from '@/lib/admin/server';
import { withRequest } from '@/lib/auth/server';
import { ProblemError } from '@/lib/http';

export const metadata: Metadata = { title: 'Not acting any more' };

type EndedPageProps = { searchParams: Promise<{ user?: string | string[] }> };

/** What an admin sees when their acting as somebody has ended by itself. */
export default function EndedPage(props: EndedPageProps) {
  return withRequest(() => endedPage(props));
}

async function endedPage({ searchParams }: EndedPageProps) {
  const admin = await requireAdminPage();
  const userId = z.uuid().safeParse((await searchParams).user);
  if (!userId.success) notFound();
  const { email, because } = await ended(() => endedActing(admin, userId.data));
  return (
    <EmptyState
      level={1}
      icon={UserRoundCheck}
      title="You are yourself again"
      description={`${whys[because]} You are not acting as ${email} any more, and nothing that you do from here on is done in their name.`}
      action={<ButtonLink href={`/admin/users/${userId.data}`}>Back to their page</ButtonLink>}
    />
  );
}

const whys: Record<EndedActing['because'], string> = {
  time: 'The 30 minutes are over.',
  stopped: 'It was stopped.',
  account: 'The account cannot be acted in any more.',
};

async function ended(ask: () => Promise<EndedActing>): Promise<EndedActing> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ProblemError && error.status === 404) notFound();
    throw error;
  }
}
