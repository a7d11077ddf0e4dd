import { arrayAt, textAt, type JsonObject } from '../../../../arm/json.ts';

/** `conditional`: only an entry with a condition (Azure attribute-based access control) allows it, and who may decide on that is Azure. */
export type Allowance = 'yes' | 'no' | 'conditional';

/**
 * Whether entries of `Microsoft.Authorization/permissions` allow an action: each role is read for itself, what it takes away of its own actions
 * another may give (Azure documentation, "Understand Azure role definitions": NotActions). Wildcards and case are Azure's. Data actions play no part.
 */
export function allowanceOf(action: string, entries: readonly JsonObject[]): Allowance {
  const granting = entries.filter((entry) => names(entry, 'actions', action) && !names(entry, 'notActions', action));
  if (granting.length === 0) return 'no';
  return granting.every((entry) => (textAt(entry, 'condition') ?? '') !== '') ? 'conditional' : 'yes';
}

function names(entry: JsonObject, member: 'actions' | 'notActions', action: string): boolean {
  return arrayAt(entry, member).some((pattern) => typeof pattern === 'string' && matches(pattern.toLowerCase(), action.toLowerCase()));
}

/** `*` stands for any text, slashes included. Without a regular expression, so that no pattern can be slow. */
function matches(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (!text.startsWith(first)) return false;
  if (rest.length === 0) return text === first;
  const last = rest.at(-1) ?? '';
  let from = first.length;
  for (const part of rest.slice(0, -1)) {
    const found = text.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}
