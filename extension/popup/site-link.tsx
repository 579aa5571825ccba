import type { ComponentProps } from 'react';
import { type ButtonLook, buttonVariants } from '@/components/ui/button-variants';
import { cn } from '@/components/ui/cn';
import { appUrl } from '../api/app-url';

type SiteLinkProps = Omit<ComponentProps<'a'>, 'href'> & ButtonLook & { path: string };

/** A link to a page of the site, in a tab of its own, that looks like a button. */
export function SiteLink({ path, variant = 'secondary', size = 'sm', className, ...rest }: SiteLinkProps) {
  return (
    <a
      href={`${appUrl}${path}`}
      target="_blank"
      rel="noreferrer"
      className={cn(buttonVariants({ variant, size }), className)}
      {...rest}
    />
  );
}
