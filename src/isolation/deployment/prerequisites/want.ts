/** What is not as the variant needs it, and how it is mended. */
import type { Step } from '../step.ts';

/** One thing that is missing or wrong, for people. */
export interface Missing {
  /** "registry contoso has no cache rule aks-managed-mcr": a clause. */
  readonly what: string;
  /** One sentence. */
  readonly why: string;
  readonly id: string;
  /**
   * - `missing`: it is not there
   * - `wrong`: it is there and somebody has to change it; `deploy` changes nothing that exists
   * - `undetermined`: it could not be read
   * - `unverified`: it is there, and nobody has documented that AKS works with it
   */
  readonly state: 'missing' | 'wrong' | 'undetermined' | 'unverified';
  /** Copy-pasteable, one command a line; absent where none does it. */
  readonly command?: string;
}

/** A `Missing` with the steps that make it good; none where a person has to. */
export interface Want extends Missing {
  readonly steps: readonly Step[];
}

/** Something that exists and is not changed by us. */
export function wrong(id: string, what: string, why: string, command?: string): Want {
  return { id, what, why, state: 'wrong', steps: [], ...(command === undefined ? {} : { command }) };
}

/** Something that is not known to work. */
export function unverified(id: string, what: string, why: string, command?: string): Want {
  return { ...wrong(id, what, why, command), state: 'unverified' };
}

/** Something that could not be read. `right`: the permission that the reader lacks. */
export function undetermined(id: string, what: string, { why, right }: { readonly why: string; readonly right: string }): Want {
  const reason = why.replace(/\.+$/, '');
  return { id, what: `${what} could not be read`, why: `${reason.charAt(0).toUpperCase()}${reason.slice(1)}. Reading it takes \`${right}\`.`, state: 'undetermined', steps: [] };
}

/** "Registry contoso is open to the Internet. … To mend it: az acr update …" */
export function sentenceOf({ what, why, command }: Missing): string {
  return `${what.charAt(0).toUpperCase()}${what.slice(1)}. ${why}${command === undefined ? '' : ` To mend it: ${command.replaceAll('\n', ' && ')}`}`;
}
