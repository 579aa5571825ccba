import { cn } from './cn';
import { initials } from './initials';

type AvatarProps = {
  /** Name or email; it stands beside the avatar in words, so the letters are hidden from screen readers. */
  name: string;
  /** Round for people, square for companies and organizations. */
  shape?: 'round' | 'square';
  size?: 'sm' | 'md' | 'lg';
  className?: string;
};

/** The initials of a person, company or organization. */
export function Avatar({ name, shape = 'round', size = 'md', className }: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        'inline-flex shrink-0 select-none items-center justify-center border bg-muted font-medium text-muted-foreground',
        shape === 'round' ? 'rounded-full' : 'rounded-md',
        sizes[size],
        className,
      )}
    >
      {initials(name)}
    </span>
  );
}

const sizes = { sm: 'size-6 text-[0.625rem]', md: 'size-8 text-xs', lg: 'size-12 text-base' } as const;
