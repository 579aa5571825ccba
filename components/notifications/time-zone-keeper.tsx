'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { saveTimeZoneAction } from '@/app/(app)/reminders/actions';
import { browserTimeZone } from '../jobs/reminders/browser-time-zone';
import { whenIdle } from '../ui/when-idle';

type TimeZoneKeeperProps = {
  saved: string | null;
  /** Whether the page shows days, and is to be made anew once the zone is known. */
  showsDays?: boolean;
};

/** Tells the server this browser's time zone where it knows another, so that mails and days are the person's. Draws nothing. */
export function TimeZoneKeeper({ saved, showsDays = false }: TimeZoneKeeperProps) {
  const router = useRouter();
  // To ask for the zone the first time is what takes longest of all that a page does at its start.
  useEffect(
    () =>
      whenIdle(() => {
        const present = browserTimeZone();
        if (present === saved || present === told) return;
        told = present;
        // What fails is told by the next page that is opened.
        saveTimeZoneAction(present).then(
          ({ ok }) => ok && showsDays && router.refresh(),
          () => {},
        );
      }),
    [saved, showsDays, router],
  );
  return null;
}

// Once for each page that is opened: one that the server does not know is not told again and again.
let told: string | null = null;
