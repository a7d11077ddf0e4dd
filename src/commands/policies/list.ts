import { bundledDefinitions, bundledInitiatives, parseDefinition, parseInitiative } from '../../policy/index.ts';

/** One policy object of the library, as a list shows it. */
export interface ListedPolicy {
  readonly kind: 'initiative' | 'definition';
  readonly name: string;
  readonly displayName: string;
  readonly version: string;
  /** The default effect of a definition, if it has one; how many members an initiative has. */
  readonly effect?: string;
  readonly members?: number;
}

/** The initiatives and definitions of the library. */
export function listPolicies(): readonly ListedPolicy[] {
  const initiatives = bundledInitiatives.map(({ name, document }): ListedPolicy => {
    const { displayName = name, version = '', members } = parseInitiative(document);
    return { kind: 'initiative', name, displayName, version, members: members.length };
  });
  const definitions = bundledDefinitions.map(({ name, document }): ListedPolicy => {
    const { displayName = name, version = '', parameters } = parseDefinition(document);
    const effect = parameters.get('effect')?.defaultValue;
    return { kind: 'definition', name, displayName, version, ...(typeof effect === 'string' ? { effect } : {}) };
  });
  return [...initiatives, ...definitions];
}

/** The list for people, in columns. */
export function renderPolicies(policies: readonly ListedPolicy[]): string {
  const rows = policies.map(({ kind, name, version, effect, members, displayName }) => [
    kind, name, version, effect ?? (members === undefined ? '' : `${members} members`), displayName,
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()).join('\n');
}
