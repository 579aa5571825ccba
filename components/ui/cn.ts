import { type ClassValue, clsx } from 'clsx';
import { extendTailwindMerge } from 'tailwind-merge';

// `text-13` is a size of our own scale; unknown to tailwind-merge it would count as a colour and drop the real one.
const merge = extendTailwindMerge({
  extend: { classGroups: { 'font-size': [{ text: ['13'] }] } },
});

/** Joins class names; where two Tailwind classes set the same property, the later one wins. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
