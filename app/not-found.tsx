import type { Metadata } from 'next';
import { MessagePage } from '@/components/shell/message-page';
import { ButtonLink } from '@/components/ui/button-link';

export const metadata: Metadata = { title: 'Page not found' };

export default function NotFound() {
  return (
    <MessagePage
      code="404"
      title="There is no page here"
      description="The address may be mistyped, or the page may have moved."
      actions={
        <>
          <ButtonLink href="/jobs">Go to your jobs</ButtonLink>
          <ButtonLink href="/" variant="secondary">
            Start page
          </ButtonLink>
        </>
      }
    />
  );
}
