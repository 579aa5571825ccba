'use client';

import { type ReactNode, useMemo } from 'react';
import { highlighter } from '@/lib/jobs/search/highlight';
import { Marks } from './marked';

/** Has the texts below it marked with what a question found in them. */
export function MarkMatches({ question, children }: { question: string; children: ReactNode }) {
  const marksIn = useMemo(() => highlighter(question), [question]);
  return <Marks value={marksIn}>{children}</Marks>;
}
