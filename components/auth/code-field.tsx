'use client';

import { useEffect, useRef } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { type FormState, fieldError } from '@/lib/auth/form-state';

type CodeFieldProps = {
  state: FormState;
  /** `app` for its six digits, `recovery` for a recovery code, `either` where both are taken. */
  kind: 'app' | 'recovery' | 'either';
  /** For a page that is there for nothing else. Not on a touch screen, where the keyboard would cover what it is for. */
  focusAtOnce?: boolean;
};

const looks = {
  app: { label: 'Code', hint: 'Six digits, new every 30 seconds.' },
  recovery: { label: 'Recovery code', hint: 'Such as ABCD-EFGH-JKMN-0123. Each works once.' },
  either: { label: 'Code', hint: 'From your authenticator app, or a recovery code.' },
} as const;

/** The code that proves the second factor, named `code`. What was typed stays, so that a slip can be put right. */
export function CodeField({ state, kind, focusAtOnce = false }: CodeFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const { label, hint } = looks[kind];

  useEffect(() => {
    if (focusAtOnce && !window.matchMedia('(pointer: coarse)').matches) input.current?.focus();
  }, [focusAtOnce]);

  return (
    <Field label={label} required hint={hint} error={fieldError(state, 'code')}>
      <Input
        ref={input}
        name="code"
        inputMode={kind === 'app' ? 'numeric' : 'text'}
        autoComplete={kind === 'recovery' ? 'off' : 'one-time-code'}
        autoCapitalize={kind === 'app' ? 'none' : 'characters'}
        spellCheck={false}
        maxLength={64}
        className="tabular font-mono"
      />
    </Field>
  );
}
