'use client';

import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { SubmitButton } from '@/components/ui/submit-button';
import type { Enrolment } from '@/lib/auth/second-factor';
import { AuthForm } from '../auth-form';
import { CodeField } from '../code-field';
import type { WiredForm } from '../use-form-action';

type SetUpFormProps = {
  form: WiredForm<'begun' | 'on'>;
  enrolment: Enrolment;
  onCancel: () => void;
};

/** The picture to scan, the same as text, and the first code of the app. */
export function SetUpForm({ form, enrolment, onCancel }: SetUpFormProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  return (
    <div className="grid gap-6 sm:grid-cols-[auto_minmax(0,1fr)]">
      {/* White in dark mode, too: that is what cameras read. */}
      {/* biome-ignore lint/performance/noImgElement: made for this one answer, there is nothing to optimise */}
      <img
        src={enrolment.qrImage}
        alt="QR code for your authenticator app"
        width={176}
        height={176}
        className="size-44 rounded-md border bg-white p-1"
      />
      <div className="grid max-w-sm content-start gap-5">
        <div className="grid gap-1">
          <h3 ref={heading} tabIndex={-1} className="font-semibold text-sm outline-none">
            Scan the picture with your authenticator app
          </h3>
          <p className="text-muted-foreground text-sm">
            Any app for one-time codes will do. On this device, or without a camera, type this key instead:
          </p>
          <p className="flex items-center gap-1">
            <code className="wrap-anywhere font-mono text-13">{inGroups(enrolment.secret)}</code>
            <CopyButton value={enrolment.secret} label="key" />
          </p>
        </div>
        <AuthForm form={form}>
          <input type="hidden" name="step" value="confirm" />
          <input type="hidden" name="factorId" value={enrolment.factorId} />
          <CodeField state={form.state} kind="app" />
          <div className="flex flex-wrap gap-2">
            <SubmitButton loading={form.pending}>Turn on</SubmitButton>
            <Button variant="ghost" onClick={onCancel}>
              Cancel
            </Button>
          </div>
        </AuthForm>
      </div>
    </div>
  );
}

function inGroups(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, '$1 ');
}
