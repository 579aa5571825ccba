import type { ReactNode } from 'react';
import { Section } from '../../ui/section';
import type { SectionId } from './sections';

type AccountSectionProps = {
  id: SectionId;
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
};

/** A part of an account's page that a link can lead to. What is sticky above it does not cover its title. */
export function AccountSection({ id, ...section }: AccountSectionProps) {
  return (
    <div id={id} className="min-w-0 scroll-mt-44 md:scroll-mt-20">
      <Section {...section} className="grid-cols-1" />
    </div>
  );
}
