/** An admin's acting as somebody, as it is told. Times are ISO 8601. */
export type Impersonation = {
  id: string;
  userId: string;
  startedAt: string;
  /** When it ends by itself. */
  endsAt: string;
  /** Whether things may be changed, after that was confirmed once more. */
  mayWrite: boolean;
};

/** The same as queries select it. */
export type ImpersonationRow = Omit<Impersonation, 'startedAt' | 'endsAt'> & {
  startedAt: Date;
  endsAt: Date;
};

/** Makes the one of the other. */
export function impersonationOf({ startedAt, endsAt, ...row }: ImpersonationRow): Impersonation {
  return { ...row, startedAt: startedAt.toISOString(), endsAt: endsAt.toISOString() };
}
