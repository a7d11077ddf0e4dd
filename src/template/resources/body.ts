import type { Member, Written } from '../evaluate/written.ts';

/**
 * What Resource Manager keeps for itself, and what a resource says of itself elsewhere (azure-policy-language.md §5.1); `@options` holds
 * what decorators of Bicep say to it (Azure/bicep-reps 0013).
 */
const notOfTheBody: ReadonlySet<string> = new Set(['dependson', 'copy', 'condition', 'comments', 'scope', 'metadata', 'resources', 'apiversion', 'type', 'name', 'existing', 'import', 'extension', 'asserts', '@options']);

/** The members of a resource that the policy engine looks at, but type and name. */
export function bodyMembers(written: Written): readonly Member[] {
  return written.members.filter(({ key }) => !notOfTheBody.has(key.toLowerCase()));
}
