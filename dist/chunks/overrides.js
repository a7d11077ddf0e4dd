import { suggestion } from './near-miss.js';
import { isUnknown } from './unknown.js';
import { optionalElements, objectOf, requiredText, PolicyError, find, elementsOf, textOf, effectNamed, effects, assertVersion } from './compile.js';

/** One test of a selector: the value of this kind is among the values, or is not. */
                           
                              
                         
                                              
                                       
 

                                                  

const kinds = ['resourceLocation', 'resourceType', 'resourceWithoutLocation', 'policyDefinitionReferenceId', 'userPrincipalId', 'groupPrincipalId']         ;

/** A selector lists at most so many values (azure-policy-language.md §1.12). */
const mostValues = 50;

/** Reads `selectors` of an override, an assignment's resource selector or an exemption's. Throws PolicyError. */
function parseSelectors(parent                   )                      {
  return optionalElements(parent, 'selectors').map(parseSelector);
}

function parseSelector(place       )           {
  const selector = objectOf(place, 'A selector');
  const written = requiredText(selector, 'kind');
  const kind = kinds.find((candidate) => candidate.toLowerCase() === written.toLowerCase());
  if (kind === undefined) throw new PolicyError(`\`${written}\` is no kind of selector${suggestion(written, kinds)}`, `${selector.pointer}/kind`);
  const inside = find(selector, 'in');
  const outside = find(selector, 'notIn');
  if (inside !== undefined && outside !== undefined) throw new PolicyError('A selector has either `in` or `notIn`', selector.pointer);
  const list = inside ?? outside;
  // `resourceWithoutLocation` selects by itself.
  const values = list === undefined ? [] : elementsOf(list, '`in` or `notIn`').map((value) => textOf(value, 'A value of a selector'));
  if (values.length > mostValues) throw new PolicyError(`A selector has at most ${mostValues} values`, list?.pointer);
  return { kind, isIn: outside === undefined, values: new Set(values.map((value) => folded(kind, value))) };
}

function folded(kind              , value        )         {
  return kind === 'resourceLocation' ? value.replaceAll(' ', '').toLowerCase() : value.toLowerCase();
}

/** What selectors look at. A value that is not known leaves the answer open. */
                             
                                
                                                     
                             
                                           
 

/** True when every selector selects. */
function selectsAll(selectors                     , subject            )        {
  let open        = true;
  for (const selector of selectors) {
    const truth = selects(selector, subject);
    if (truth === false) return false;
    if (isUnknown(truth)) open = truth;
  }
  return open;
}

/** Several groups of selectors, of which one has to select: AND inside, OR between (azure-policy-language.md §1.12). None select everything. */
function selectsAny(groups                                  , subject            )        {
  if (groups.length === 0) return true;
  let open        = false;
  for (const selectors of groups) {
    const truth = selectsAll(selectors, subject);
    if (truth === true) return true;
    if (isUnknown(truth)) open = truth;
  }
  return open;
}

function selects({ kind, isIn, values }          , { resourceType, location, referenceId }            )        {
  switch (kind) {
    case 'resourceType':
      return values.has(resourceType.toLowerCase()) === isIn;
    case 'resourceLocation':
      if (isUnknown(location)) return location;
      return typeof location === 'string' ? values.has(folded(kind, location)) === isIn : !isIn;
    case 'resourceWithoutLocation':
      return isUnknown(location) ? location : typeof location !== 'string';
    case 'policyDefinitionReferenceId':
      return referenceId === undefined ? !isIn : values.has(referenceId.toLowerCase()) === isIn;
    default:
      // Who asks is known to the service only; a selector by principal narrows enforcement, not judgement.
      return true;
  }
}

/** An override of an assignment: a value in the place of the definition's, for what its selectors select. */
                           
                                                      
                         
                                          
 

/** Reads a member of `overrides`. Throws PolicyError. */
function parseOverride(place       )           {
  const override = objectOf(place, 'An override');
  const written = requiredText(override, 'kind');
  const kind = (['policyEffect', 'definitionVersion']         ).find((candidate) => candidate.toLowerCase() === written.toLowerCase());
  if (kind === undefined) throw new PolicyError(`\`${written}\` is no kind of override that is judged here`, `${override.pointer}/kind`);
  const value = requiredText(override, 'value');
  if (kind === 'policyEffect' && effectNamed(value) === undefined) {
    const names = effects.map(({ name }) => name);
    throw new PolicyError(`\`${value}\` is no effect${suggestion(value, names)}`, `${override.pointer}/value`);
  }
  if (kind === 'definitionVersion') assertVersion(value, `${override.pointer}/value`);
  return { kind, value, selectors: parseSelectors(override) };
}

/** What the first matching override of a kind puts in the place of the definition's own; undefined when none matches. */
function overridden(overrides                     , wanted                  , subject            )                               {
  for (const { kind, value, selectors } of overrides) {
    if (kind !== wanted) continue;
    const truth = selectsAll(selectors, subject);
    if (isUnknown(truth)) return truth;
    if (truth) return value;
  }
  return undefined;
}

export { overridden, parseOverride, parseSelectors, selectsAny };
