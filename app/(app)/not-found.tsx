import { SearchX } from 'lucide-react';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';

/** What a signed-in page looked for is not there: inside the shell, which has the logo and the `<main>` already. */
export default function NotFound() {
  return (
    <EmptyState
      level={1}
      icon={SearchX}
      title="There is no page here"
      description="The address may be mistyped, or what it showed is gone."
      action={<ButtonLink href="/jobs">Go to your jobs</ButtonLink>}
    />
  );
}
