'use client';

import { useEffect } from 'react';
import { saveTimeZoneAction } from '@/app/(app)/reminders/actions';
import { browserTimeZone } from '../jobs/reminders/browser-time-zone';

/** Tells the server this browser's time zone where it knows another, so that mails and days are the person's. Draws nothing. */
export function TimeZoneKeeper({ saved }: { saved: string | null }) {
  useEffect(() => {
    const present = browserTimeZone();
    if (present === saved || present === told) return;
    told = present;
    // What fails is told by the next page that is opened.
    saveTimeZoneAction(present).catch(() => {});
  }, [saved]);
  return null;
}

// Once for each page that is opened: one that the server does not know is not told again and again.
let told: string | null = null;
