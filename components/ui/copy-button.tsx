'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from './button';
import { toast } from './toast';

type CopyButtonProps = {
  /** What goes to the clipboard. */
  value: string;
  /** What it is, for the button's name, such as "API key". */
  label: string;
  className?: string;
};

/** Copies a value; the tick and the announcement last two seconds. */
export function CopyButton({ value, label, className }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      // Refused by the browser's settings: the value is on screen, so it can still be selected by hand.
      toast.error(`The browser did not allow copying the ${label}. Select it and copy it by hand.`);
    }
  };

  return (
    <Button variant="ghost" size="icon-sm" aria-label={`Copy ${label}`} onClick={copy} className={className}>
      {copied ? <Check aria-hidden="true" className="text-success" /> : <Copy aria-hidden="true" />}
      <span role="status" className="sr-only">
        {copied ? 'Copied' : ''}
      </span>
    </Button>
  );
}
