import type { JobDraft } from '@/lib/jobs/capture/schema';
import { pastedMarkup } from './pasted-markup';

/**
 * Puts a draft into the fields of a form that are still empty, by their names; the link becomes the one that opens
 * again. What somebody typed stays.
 * @returns the labels of what was filled in, for the person to look at
 */
export function fillIn(form: HTMLFormElement, draft: JobDraft): string[] {
  const filled: string[] = [];
  for (const [name, value] of Object.entries(draft)) {
    const control = form.elements.namedItem(name);
    if (value === null || !isTextControl(control)) continue;
    if (name !== 'url' && control.value !== '') continue;
    const box = boxOf(control);
    if (box) writeMarkup(box, value);
    else write(control, value);
    // What was filled in is to be seen.
    const fold = control.closest('details');
    if (fold) fold.open = true;
    const label = box ? labelOf(box) : control.labels?.[0]?.firstChild?.textContent;
    if (name !== 'url' && label) filled.push(label.trim());
  }
  return filled;
}

// A field for text with markup is a box beside a hidden input.
function boxOf(control: TextControl): HTMLElement | undefined {
  const beside = control.type === 'hidden' ? control.previousElementSibling : null;
  return beside instanceof HTMLElement && beside.isContentEditable ? beside : undefined;
}

function labelOf(box: HTMLElement): string | null | undefined {
  return document.getElementById(box.getAttribute('aria-labelledby') ?? '')?.firstChild?.textContent;
}

function writeMarkup(box: HTMLElement, html: string): void {
  // What comes from another site is held to the markup that may be pasted.
  box.innerHTML = pastedMarkup(new DOMParser().parseFromString(html, 'text/html').body);
  box.dispatchEvent(new Event('input', { bubbles: true }));
}

type TextControl = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function isTextControl(control: Element | RadioNodeList | null): control is TextControl {
  return (
    control instanceof HTMLInputElement ||
    control instanceof HTMLTextAreaElement ||
    control instanceof HTMLSelectElement
  );
}

// By the element's own setter and with its event, so that a field that React keeps learns of it, too.
function write(control: TextControl, value: string): void {
  const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), 'value')?.set;
  setter?.call(control, value);
  control.dispatchEvent(new Event('input', { bubbles: true }));
  control.dispatchEvent(new Event('change', { bubbles: true }));
}
