'use client';

import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { highlighter, type MarkedField } from '@/lib/jobs/search/highlight';
import { Highlighted } from './highlighted';

/** Has the texts below it marked with what a question found in them. */
export function MarkMatches({ question, children }: { question: string; children: ReactNode }) {
  const marksIn = useMemo(() => highlighter(question), [question]);
  return <Marks value={marksIn}>{children}</Marks>;
}

/** A text of a job; what it was found by is marked. */
export function Marked({ text, field }: { text: string; field: MarkedField }) {
  const marksIn = useContext(Marks);
  return <Highlighted text={text} marks={marksIn(text, field)} />;
}

const Marks = createContext<ReturnType<typeof highlighter>>(() => []);
