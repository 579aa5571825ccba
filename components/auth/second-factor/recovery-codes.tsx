'use client';

import { Check, Copy, Download, Printer } from 'lucide-react';
import Link from 'next/link';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { buttonVariants } from '@/components/ui/button-variants';
import { toast } from '@/components/ui/toast';

type RecoveryCodesProps = {
  codes: readonly string[];
  /** Where the person was going before; without it `onDone` alone closes the codes. */
  next: string | null;
  onDone: () => void;
};

/** New recovery codes, this once: to copy, keep as a file or print, which prints nothing else of the page. */
export function RecoveryCodes({ codes, next, onDone }: RecoveryCodesProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [copied, setCopied] = useState(false);
  const text = `${codes.join('\n')}\n`;

  // What was here before is gone, and with it the focus.
  useEffect(() => heading.current?.focus(), []);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      toast.error('The browser did not allow copying. Select the codes and copy them by hand.');
    }
  };

  return (
    <div data-print-alone className="grid max-w-md gap-4">
      <div className="grid gap-1">
        <h3 ref={heading} tabIndex={-1} className="font-semibold text-sm outline-none">
          Keep your recovery codes
        </h3>
        <p className="text-muted-foreground text-sm">
          Each signs you in once when you cannot use the app. They are not shown again: keep them where you
          find them without your phone.
        </p>
      </div>
      <ul
        aria-label="Recovery codes"
        className="tabular grid grid-cols-1 gap-x-6 gap-y-1.5 rounded-md border bg-subtle px-4 py-3 font-mono text-sm sm:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2 print:hidden">
        <Button variant="secondary" size="sm" onClick={copy}>
          {copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
          {copied ? 'Copied' : 'Copy'}
        </Button>
        <Button variant="secondary" size="sm" onClick={() => download(text)}>
          <Download aria-hidden="true" />
          Download
        </Button>
        <Button variant="secondary" size="sm" onClick={() => window.print()}>
          <Printer aria-hidden="true" />
          Print
        </Button>
      </div>
      <p role="status" className="sr-only">
        {copied ? 'The recovery codes are copied.' : ''}
      </p>
      <div className="print:hidden">
        {next ? (
          <Link href={next} className={buttonVariants()}>
            I kept them, go on
          </Link>
        ) : (
          <Button onClick={onDone}>I kept them</Button>
        )}
      </div>
    </div>
  );
}

function download(text: string): void {
  const address = URL.createObjectURL(
    new Blob([`Foothold recovery codes\n\n${text}`], { type: 'text/plain' }),
  );
  const link = document.createElement('a');
  link.href = address;
  link.download = 'foothold-recovery-codes.txt';
  link.click();
  URL.revokeObjectURL(address);
}
