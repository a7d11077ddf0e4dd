import { unescapePointer } from '../../arm/pointer.ts';
import type { Writing } from '../../arm/resource.ts';

/** What stands where a value was written, when it got from there by a name: "the default of parameter `outboundType`". */
export function writtenAt({ origin, through }: Pick<Writing, 'origin' | 'through'>): string | undefined {
  const source = through.at(-1);
  if (source === undefined) return undefined;
  const name = `${source.kind} \`${source.name}\``;
  if (source.kind === 'variable') return name;
  const rest = below(origin.pointer, 'parameters', source.name);
  if (rest?.length === 0) return name;
  return rest?.[0] === 'defaultvalue' ? `the default of ${name}` : `the value of ${name}`;
}

/** The segments of a pointer, lower case, below the last `member/name` in it. */
function below(pointer: string, member: string, name: string): readonly string[] | undefined {
  const segments = pointer.split('/').map((segment) => unescapePointer(segment).toLowerCase());
  const at = segments.findLastIndex((segment, index) => segment === name.toLowerCase() && segments[index - 1] === member);
  return at < 0 ? undefined : segments.slice(at + 1);
}
