import { isUnknown, memberIgnoringCase, escapePointer, isJsonObject } from './ground.js';
import { sameContent, isAbsent } from './engine.js';

/** A value where it stands in a resource: what a rule reads, and where whoever has to change it looks. */
                       
                              
                                                                                                             
                           
                                                                                                          
                          
 

/** The body of a resource. */
function bodyOf(resource          )       {
  return { resource, pointer: '', value: resource.body };
}

/** The value that a path of member names leads to. Resource Manager reads names without regard to case. */
function step(spot      , ...path                   )       {
  return path.reduce      (({ resource, pointer, value }, name) => {
    const key = keyOf(value, name);
    return { resource, pointer: `${pointer}/${escapePointer(key)}`, value: isUnknown(value) ? value : memberIgnoringCase(value, name) };
  }, spot);
}

function keyOf(value         , name        )         {
  if (!isJsonObject(value) || Object.hasOwn(value, name)) return name;
  const wanted = name.toLowerCase();
  return Object.keys(value).find((key) => key.toLowerCase() === wanted) ?? name;
}

/** The elements of an array; none where nothing is written. Of what is no array nothing is known. */
function elements(spot      )                                                                  {
  const { resource, pointer, value } = spot;
  if (isUnknown(value)) return { spots: [], unknown: value };
  if (!Array.isArray(value)) return { spots: [] };
  return { spots: value.map((element         , index) => ({ resource, pointer: `${pointer}/${index}`, value: element })) };
}

/** The members of an object, by name. */
function members(spot      )                                                                                                {
  const { resource, pointer, value } = spot;
  if (isUnknown(value)) return { spots: [], unknown: value };
  if (!isJsonObject(value)) return { spots: [] };
  return { spots: Object.entries(value).map(([name, member]) => ({ resource, pointer: `${pointer}/${escapePointer(name)}`, value: member, name })) };
}

/** Whether the value is one of these, as Azure's conditions compare: texts without case, `true` and `"True"` alike. */
function isOneOf({ value }      , wanted                    )        {
  let open                     ;
  for (const one of wanted) {
    const same = sameContent(value, one);
    if (same === true) return true;
    if (isUnknown(same)) open = same;
  }
  return open ?? false;
}

/** The text at a spot; undefined for what is absent, unknown, empty or no text. */
function textIn({ value }      )                     {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** True when nothing is written there, or null. An `Unknown` is something. */
function isMissing({ value }      )          {
  return isAbsent(value);
}

/** True when something is written there that is known: neither absent, null, empty text, empty list nor empty object. */
function isGiven({ value }      )          {
  if (isAbsent(value) || isUnknown(value) || value === '') return false;
  if (Array.isArray(value)) return value.length > 0;
  return !isJsonObject(value) || Object.keys(value).length > 0;
}

/** The path as people write it: `properties.agentPoolProfiles[0].enableNodePublicIP`. */
function pathOf({ pointer }      )         {
  return pointer.split('/').slice(1).map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~')).reduce((path, name) => (/^\d+$/.test(name) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`), '');
}

export { bodyOf, elements, isGiven, isMissing, isOneOf, members, pathOf, step, textIn };
