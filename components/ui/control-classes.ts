/** What input, textarea and select share. 16 px on phones: below that iOS zooms into the field. */
export const controlClasses = [
  'w-full min-w-0 rounded-md border border-input bg-surface text-base text-foreground sm:text-sm',
  'placeholder:text-subtle-foreground transition-colors hover:border-control',
  'focus-visible:border-ring focus-visible:outline-offset-0',
  'aria-invalid:border-danger-solid',
  'disabled:cursor-not-allowed disabled:bg-muted disabled:text-muted-foreground',
  '[&[readonly]]:bg-subtle',
].join(' ');
