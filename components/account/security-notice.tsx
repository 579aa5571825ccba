import { Alert } from '@/components/ui/alert';

/** What came of something that ended elsewhere: at Google, or with a mailed link. */
export function SecurityNotice({ name }: { name: string | string[] | undefined }) {
  switch (name) {
    case 'email-changed':
      return <Alert tone="success">Your address is changed, and you are signed out everywhere else.</Alert>;
    case 'google-connected':
      return <Alert tone="success">Google is connected. You can sign in with it from now on.</Alert>;
    case 'google-canceled':
      return <Alert>You came back from Google without connecting it.</Alert>;
    case 'google-taken':
      return (
        <Alert tone="warning" title="That Google account is connected already">
          It belongs to another account here. Choose another one, or disconnect it there first.
        </Alert>
      );
    case 'google-failed':
      return (
        <Alert tone="warning" title="Connecting Google did not work">
          Nothing was changed. Try again in a moment.
        </Alert>
      );
    default:
      return null;
  }
}
