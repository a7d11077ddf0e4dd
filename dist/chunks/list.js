import { bundledInitiatives, parseInitiative, bundledDefinitions, parseDefinition } from './engine.js';

/** One policy object of the library, as a list shows it. */
                               
                                             
                        
                               
                           
                                                                                               
                           
                            
 

/** The initiatives and definitions of the library. */
function listPolicies()                          {
  const initiatives = bundledInitiatives.map(({ name, document })               => {
    const { displayName = name, version = '', members } = parseInitiative(document);
    return { kind: 'initiative', name, displayName, version, members: members.length };
  });
  const definitions = bundledDefinitions.map(({ name, document })               => {
    const { displayName = name, version = '', parameters } = parseDefinition(document);
    const effect = parameters.get('effect')?.defaultValue;
    return { kind: 'definition', name, displayName, version, ...(typeof effect === 'string' ? { effect } : {}) };
  });
  return [...initiatives, ...definitions];
}

/** The list for people, in columns. */
function renderPolicies(policies                         )         {
  const rows = policies.map(({ kind, name, version, effect, members, displayName }) => [
    kind, name, version, effect ?? (members === undefined ? '' : `${members} members`), displayName,
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()).join('\n');
}

export { listPolicies, renderPolicies };
