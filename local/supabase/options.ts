/** Where Google's sign-in lives; the addresses are options so that they can name an emulator. */
export type GoogleProvider = {
  clientId: string;
  clientSecret: string;
  authorizeUrl: string;
  tokenUrl: string;
  userinfoUrl: string;
};

/** What the local Supabase needs to start. */
export type SupabaseOptions = {
  /** TCP port, 0 for any free one. */
  port: number;
  /** Folder of its own: signing key and uploaded files. */
  dataDir: string;
  /** Superuser connection to the database that gets the schemas `auth` and `storage`. */
  ownerUrl: string;
  /** Base URL of a service that takes mail at `POST /emails` as Resend does. */
  mail: { url: string };
  /** Origin of the app. Mail links point there, and redirects go nowhere else. */
  siteUrl: string;
  /** Key of the browser, `sb_publishable_…`. */
  publishableKey: string;
  /** Key of the server, `sb_secret_…`; opens the admin endpoints. */
  secretKey: string;
  google?: GoogleProvider;
  /** Life of an access token in seconds. Default 3600, as hosted. */
  accessTokenSeconds?: number;
  /** How long a spent refresh token may be sent again, in seconds. Default 10, as hosted. */
  refreshReuseSeconds?: number;
  /**
   * Seconds between two mails of one kind to one address. Hosted 60; default 0, so that nobody who tries things out
   * has to wait.
   */
  mailIntervalSeconds?: number;
  /**
   * Whether a change of address must be confirmed from the old mailbox as well as from the new one. Default true, as
   * hosted; "Secure email change" there.
   */
  bothMailboxesConfirm?: boolean;
};
