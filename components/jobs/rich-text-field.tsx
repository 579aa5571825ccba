'use client';

import { CircleAlert } from 'lucide-react';
import { type ClipboardEvent, useId, useRef, useState } from 'react';
import { cn } from '../ui/cn';
import { controlClasses } from '../ui/control-classes';
import { proseClasses } from './page/rich-text';
import { pastedMarkup, pastedText } from './pasted-markup';

type RichTextFieldProps = {
  name: string;
  label: string;
  placeholder: string;
  /** Cleaned HTML to begin with. */
  defaultHtml: string;
  error: string | undefined;
  className?: string;
};

/** A field for text with markup: what is pasted keeps its paragraphs, lists and emphasis, and nothing else. */
export function RichTextField({
  name,
  label,
  placeholder,
  defaultHtml,
  error,
  className,
}: RichTextFieldProps) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  // Read once: the browser owns what is in the box from then on.
  const [initial] = useState({ __html: defaultHtml });
  const [html, setHtml] = useState(defaultHtml);

  const take = () => {
    const { current } = box;
    if (current) setHtml(current.textContent?.trim() ? current.innerHTML : '');
  };
  const paste = (event: ClipboardEvent) => {
    event.preventDefault();
    const given = event.clipboardData.getData('text/html');
    const markup = given
      ? pastedMarkup(new DOMParser().parseFromString(given, 'text/html').body)
      : pastedText(event.clipboardData.getData('text/plain'));
    // The one way to insert that the browser's own undo takes back.
    document.execCommand('insertHTML', false, markup);
  };

  return (
    <div className={cn('grid content-start gap-1.5', className)}>
      <span id={`${id}-label`} className="font-medium text-13">
        {label}
        <span className="ml-1.5 font-normal text-subtle-foreground">Optional</span>
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: a text area knows no markup */}
      <div
        ref={box}
        role="textbox"
        tabIndex={0}
        contentEditable
        suppressContentEditableWarning
        aria-multiline="true"
        aria-labelledby={`${id}-label`}
        aria-describedby={error ? `${id}-error` : undefined}
        aria-invalid={error ? true : undefined}
        data-placeholder={placeholder}
        data-empty={html === '' || undefined}
        onInput={take}
        onPaste={paste}
        // biome-ignore lint/security/noDangerouslySetInnerHtml: as the server has cleaned it
        dangerouslySetInnerHTML={initial}
        className={cn(
          controlClasses,
          proseClasses,
          'relative max-h-80 min-h-28 overflow-y-auto px-3 py-2 text-sm!',
          'data-empty:before:pointer-events-none data-empty:before:absolute data-empty:before:text-subtle-foreground data-empty:before:content-[attr(data-placeholder)]',
        )}
      />
      <input type="hidden" name={name} value={html} />
      {error ? (
        <p id={`${id}-error`} className="flex items-start gap-1.5 text-13 text-danger">
          <CircleAlert aria-hidden="true" className="mt-0.75 size-3.5 shrink-0" />
          <span>{error}</span>
        </p>
      ) : null}
    </div>
  );
}
