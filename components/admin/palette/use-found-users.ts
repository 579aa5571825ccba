'use client';

import { useEffect, useState } from 'react';
import { type FoundUsers, foundUsersSchema, SEARCH_MIN } from './palette-items';

/** How long typing must rest before people are searched for, in milliseconds. */
const restMs = 180;

/** Who was found for a text; `of` is the text that they were found for, so that nobody is shown for another. */
type Found = { of: string; users: FoundUsers; failed: boolean };

const nobody: Found = { of: '', users: [], failed: false };

/** Searches for people while somebody types. What comes too late, for a text that has changed since, is not shown. */
export function useFoundUsers(text: string): { users: FoundUsers; searching: boolean; failed: boolean } {
  const wanted = text.trim();
  const [found, setFound] = useState(nobody);

  useEffect(() => {
    if (wanted.length < SEARCH_MIN) return;
    const stopping = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const users = await search(wanted, stopping.signal);
        setFound({ of: wanted, users, failed: false });
      } catch {
        if (!stopping.signal.aborted) setFound({ of: wanted, users: [], failed: true });
      }
    }, restMs);
    return () => {
      clearTimeout(timer);
      stopping.abort();
    };
  }, [wanted]);

  if (wanted.length < SEARCH_MIN) return { users: [], searching: false, failed: false };
  const isOfThis = found.of === wanted;
  return { users: isOfThis ? found.users : [], searching: !isOfThis, failed: isOfThis && found.failed };
}

async function search(text: string, signal: AbortSignal): Promise<FoundUsers> {
  const answer = await fetch(`/api/admin/users?${new URLSearchParams({ q: text, limit: '8' })}`, { signal });
  if (!answer.ok) throw new Error(`The search was answered ${answer.status}.`);
  return foundUsersSchema.parse(await answer.json()).users;
}
