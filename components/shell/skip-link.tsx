/** First stop of the keyboard on every page; each layout gives its `<main>` the id `main` and `tabIndex={-1}`. */
export function SkipLink() {
  return (
    <a
      href="#main"
      className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md border border-input bg-surface px-3 py-2 font-medium text-sm focus:translate-y-0 focus:shadow-float"
    >
      Skip to content
    </a>
  );
}
