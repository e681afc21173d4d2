/** Rust's messages begin in lower case, as a terminal shows them. A value that comes first stays as it is. */
export function capitalised(text: string): string {
  return /^[a-z]+(-[a-z]+)*([\s,;]|[.:]\s|\.?$)/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

/** With its full stop, as a sentence has it. */
export function sentence(text: string): string {
  return /[^.:?]$/.test(text) ? `${capitalised(text)}.` : capitalised(text);
}

/** The steps of a hint of the catalogue, which Rust joins with semicolons. Other hints have asides after theirs. */
export function steps(hint: string): readonly string[] {
  return hint.split("; ").map(sentence);
}

/** The first part of a message as a heading has it, without its stop; and what follows, empty if nothing does. */
export function headline(message: string): { head: string; rest: string } {
  const end = message.search(/[.:] /);
  const [head, rest] = end === -1 ? [message, ""] : [message.slice(0, end), message.slice(end + 2)];
  return { head: capitalised(head.replace(/\.$/, "")), rest: capitalised(rest) };
}
