import { type ClassValue, clsx } from 'clsx';

/**
 * Joins class names. Which of two that set the same property wins is for the style sheet, not for their order here: what is to
 * override another ends in `!`, as in `h-auto!` (cn.test.ts finds where one does not).
 */
export function cn(...classes: ClassValue[]): string {
  return clsx(classes);
}
