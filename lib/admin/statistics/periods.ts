/** How many days can be looked at, today included. */
export const periods = [7, 30, 90, 365] as const;
/** See {@link periods}. */
export type PeriodDays = (typeof periods)[number];
