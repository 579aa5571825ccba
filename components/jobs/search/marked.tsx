'use client';

import { createContext, useContext } from 'react';
import type { highlighter, MarkedField } from '@/lib/jobs/search/highlight';
import { Highlighted } from './highlighted';

/** Finds what is to be marked; nothing where nothing was searched for. */
export const Marks = createContext<ReturnType<typeof highlighter>>(() => []);

/** A text of a job; what it was found by is marked. */
export function Marked({ text, field }: { text: string; field: MarkedField }) {
  const marksIn = useContext(Marks);
  return <Highlighted text={text} marks={marksIn(text, field)} />;
}
