type JsonTreeProps = { value: unknown; name?: string; depth?: number };

/** JSON as it is read: each object and list can be folded, by the keyboard too and without JavaScript. */
export function JsonTree({ value, name, depth = 0 }: JsonTreeProps) {
  const label = name === undefined ? null : <span className="text-muted-foreground">{name}: </span>;
  if (typeof value !== 'object' || value === null) {
    return (
      <div className="whitespace-pre-wrap break-words py-px">
        {label}
        <span className={typeof value === 'string' ? 'text-success' : 'text-info'}>
          {JSON.stringify(value)}
        </span>
      </div>
    );
  }
  const entries = Object.entries(value);
  const isList = Array.isArray(value);
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  if (entries.length === 0) {
    return (
      <div className="py-px">
        {label}
        {open}
        {close}
      </div>
    );
  }
  return (
    <details open={depth < 3} className="group/json">
      <summary className="cursor-pointer py-px marker:text-muted-foreground">
        {label}
        {open}
        <span className="text-muted-foreground group-open/json:hidden">
          {' '}
          {entries.length} {isList ? 'items' : 'fields'} {close}
        </span>
      </summary>
      <div className="border-l pl-4">
        {entries.map(([key, inner]) => (
          <JsonTree key={key} name={isList ? key : `"${key}"`} value={inner} depth={depth + 1} />
        ))}
      </div>
      <div>{close}</div>
    </details>
  );
}
