import { textAt, arrayAt } from './ground.js';

/** A size of virtual machines by its name. */
                              
                         
                                                                                                        
                          
 

/** Families whose number is that of vCPUs already in the second version, or without one. Of the D sizes it is not: DS11_v2 has two. */
const early = new Set(['A', 'B', 'DC', 'F', 'L', 'M']);

/**
 * Reads `Standard_D4ds_v5`. Undefined where the name does not tell: sizes from before the naming convention, and constrained ones (`E4-2ds_v5`), of which
 * the quota counts other cores than run (Azure documentation, "Azure VM sizes naming conventions"; the families as `az vm list-usage` prints them).
 */
function machineSize(name        )                          {
  const [, letters = '', number = '', features = '', accelerator = '', version = ''] = /^Standard_([A-Z]{1,3})(\d{1,3})([a-z]{0,5})(?:_(?!v\d)([a-z0-9]{1,12}))?(?:_v(\d{1,2}))?$/i.exec(name) ?? [];
  if (number === '') return undefined;
  const isByConvention = Number(version) >= 3 || (early.has(letters.toUpperCase()) && (version === '2' || letters.toUpperCase() === 'B'));
  const vCpus = Number(number);
  if (!isByConvention || vCpus === 0) return undefined;
  return { vCpus, family: `standard${letters}${features}${accelerator}${version === '' ? '' : `v${version}`}family`.toLowerCase() };
}

/** `conditional`: only an entry with a condition (Azure attribute-based access control) allows it, and who may decide on that is Azure. */
                                                     

/**
 * Whether entries of `Microsoft.Authorization/permissions` allow an action: each role is read for itself, what it takes away of its own actions
 * another may give (Azure documentation, "Understand Azure role definitions": NotActions). Wildcards and case are Azure's. Data actions play no part.
 */
function allowanceOf(action        , entries                       )            {
  const granting = entries.filter((entry) => names(entry, 'actions', action) && !names(entry, 'notActions', action));
  if (granting.length === 0) return 'no';
  return granting.every((entry) => (textAt(entry, 'condition') ?? '') !== '') ? 'conditional' : 'yes';
}

function names(entry            , member                          , action        )          {
  return arrayAt(entry, member).some((pattern) => typeof pattern === 'string' && matches(pattern.toLowerCase(), action.toLowerCase()));
}

/** `*` stands for any text, slashes included. Without a regular expression, so that no pattern can be slow. */
function matches(pattern        , text        )          {
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

export { allowanceOf, machineSize };
