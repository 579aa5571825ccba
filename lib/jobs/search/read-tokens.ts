/** A piece of a question, with where it begins. `value` of a field is what follows its colon. */
export type Token =
  | { kind: 'open'; at: number }
  | { kind: 'close'; at: number }
  | { kind: 'or'; at: number }
  | { kind: 'not'; at: number }
  | { kind: 'word'; at: number; text: string }
  | { kind: 'phrase'; at: number; text: string; closed: boolean }
  | { kind: 'field'; at: number; name: string; value: string; quoted: boolean; closed: boolean };

/** Takes a question apart. Any text has tokens, and what separates them is white space, brackets and quotes. */
export function readTokens(text: string): Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(pieces, 'gsu');
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const { index: at, groups = {} } = match;
    const { sign, quote, open, close, name, value = '', word } = groups;
    if (sign !== undefined) tokens.push({ kind: 'not', at });
    else if (open !== undefined) tokens.push({ kind: 'open', at });
    else if (close !== undefined) tokens.push({ kind: 'close', at });
    else if (quote !== undefined) tokens.push({ kind: 'phrase', at, ...unquoted(quote) });
    else if (name !== undefined && value.startsWith('"'))
      tokens.push({ kind: 'field', at, name, quoted: true, ...quotedValue(value) });
    else if (name !== undefined) tokens.push({ kind: 'field', at, name, value, quoted: false, closed: true });
    else if (word === 'OR' || word === '|') tokens.push({ kind: 'or', at });
    else if (word === 'NOT') tokens.push({ kind: 'not', at });
    else if (word !== undefined && word !== 'AND') tokens.push({ kind: 'word', at, text: word });
  }
  return tokens;
}

// A minus is one only in front of something; elsewhere it is a part of a word.
const pieces = String.raw`(?<sign>-(?=[^\s)-])|-(?=-+[^\s)-]))|(?<open>\()|(?<close>\))|(?<quote>"[^"]*"?)|(?<name>[a-zA-Z]+):(?!//)(?<value>"[^"]*"?|[^\s"()]*)|(?<word>[^\s"()]+)`;

function unquoted(quote: string): { text: string; closed: boolean } {
  const closed = quote.length > 1 && quote.endsWith('"');
  return { text: quote.slice(1, closed ? -1 : undefined), closed };
}

function quotedValue(quote: string): { value: string; closed: boolean } {
  const { text: value, closed } = unquoted(quote);
  return { value, closed };
}
