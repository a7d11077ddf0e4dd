import { isJsonObject, suggestion, member } from './ground.js';
import { matchesWildcard } from './wildcard.js';
import { exposureRules } from './catalogue.js';

/** A way out that somebody wants: an entry of `egress` in the configuration file. */
                                    
                                                      
                       
                                                                                                       
                       
                                                                               
                            
                          
 

/** Entries, and letters of a text. */
const most = { entries: 500, text: 1000 }         ;

const texts = ['way', 'to', 'cluster', 'reason']         ;

/**
 * The declarations in a list of mappings with `way`, `reason` and perhaps `to` and `cluster`, or a few words on what is wrong. What never counts as
 * meant, as it is no way out but a mistake, is refused.
 */
function parseDeclarations(value         )                                        {
  if (!Array.isArray(value)) return 'a list of entries with `way`, `to` and `reason`';
  if (value.length > most.entries) return `at most ${most.entries} entries`;
  const declarations                      = [];
  for (const [index, entry] of value.entries()) {
    const declaration = declarationIn(entry);
    // The words stand in a sentence of the caller.
    if (typeof declaration === 'string') return `entry ${index + 1} ${declaration.replace(/\?$/, '')}`;
    declarations.push(declaration);
  }
  return declarations;
}

function declarationIn(entry         )                             {
  if (!isJsonObject(entry)) return 'to be a mapping with `way`, `to` and `reason`';
  const unknown = Object.keys(entry).find((name) => !texts.some((known) => known === name));
  if (unknown !== undefined) return `to have only ${texts.join(', ')}, not \`${unknown.slice(0, 60)}\`${suggestion(unknown, texts)}`;
  const wrong = texts.find((name) => Object.hasOwn(entry, name) && !isText(entry[name]));
  if (wrong !== undefined) return `to have a text of at most ${most.text} characters as \`${wrong}\``;
  const [way, to, cluster, reason] = texts.map((name) => member(entry, name));
  if (typeof way !== 'string') return 'to say which `way` is meant';
  if (typeof reason !== 'string') return `to give a \`reason\` for \`${way}\``;
  const ways = exposureRules.filter(({ kind }) => kind !== 'works').map(({ id }) => id);
  if (!ways.some((id) => matchesWildcard(way.toLowerCase(), id.toLowerCase()))) return `to name a way out: \`${way}\` is none${suggestion(way, ways) || '; docs/exposures.md lists them'}`;
  return { way, reason, ...(typeof to === 'string' ? { to } : {}), ...(typeof cluster === 'string' ? { cluster: cluster.replace(/\/+$/, '') } : {}) };
}

function isText(value         )                  {
  return typeof value === 'string' && value.trim() !== '' && value.length <= most.text;
}

export { parseDeclarations };
