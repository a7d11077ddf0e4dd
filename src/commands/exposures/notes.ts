import type { EgressDeclaration } from '../../isolation/exposure/meant/declaration.ts';

/** What is declared and open nowhere, a sentence each. */
export function staleNotes(stale: readonly EgressDeclaration[]): readonly string[] {
  return stale.map(({ way, to, cluster }) => `\`egress\` declares ${way}${to === undefined ? '' : ` to ${to}`}${cluster === undefined ? '' : ` of cluster ${cluster}`} as meant, and no cluster has it open: take the entry out.`);
}
