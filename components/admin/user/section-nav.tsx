import { sections } from './sections';

/** Leads to the parts of an account's page; stays in view while they are read. */
export function SectionNav() {
  return (
    <nav
      aria-label="Sections"
      className="no-scrollbar -mx-4 sticky top-24 z-20 overflow-x-auto border-b bg-background px-3 md:top-0 md:-mx-8 md:px-7"
    >
      <ul className="flex gap-1">
        {sections.map(({ id, label }) => (
          <li key={id} className="shrink-0">
            <a
              href={`#${id}`}
              className="flex h-10 items-center px-2 text-muted-foreground text-sm transition-colors -outline-offset-2 hover:text-foreground"
            >
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
