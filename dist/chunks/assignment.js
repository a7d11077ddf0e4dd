import { parseResourceId } from './resource-id.js';
import { suggestion } from './near-miss.js';
import { parseSelectors, parseOverride } from './overrides.js';
import { readHeader, optionalVersion, objectOf, optionalElements, members, optionalObject, textOf, optionalText, requiredText, PolicyError, find, required } from './compile.js';

/** What an assignment tells whoever is stopped by it. */
                                       
                           
                                                                           
                                
 

/** `Default` enforces; `DoNotEnforce` judges and records compliance only; `Enroll` enforces where resources are enrolled (preview). */
                                                                

const enforcementModes = ['Default', 'DoNotEnforce', 'Enroll']         ;

/** A policy assignment as parsed. */
                                            
                              
                                                     
                                
                                                                              
                         
                                        
                                            
                                                  
                                  
                                                                  
                                                       
                                          
                                                                                   
                                                               
                                                   
                                      
 

/** An assignment has at most so many overrides, and as many resource selectors (azure-policy-language.md §1.12). */
const mostOverrides = 10;
/** limits.md, "policy objects". */
const mostNotScopes = 400;

/** Reads an assignment from ARM JSON, with or without the `properties` wrapper, keys without case. Throws PolicyError. */
function parseAssignment(document         )             {
  const [header, properties] = readHeader(document, 'A policy assignment');
  const definitionVersion = optionalVersion(properties);
  return {
    kind: 'assignment',
    ...header,
    definitionId: requiredText(properties, 'policyDefinitionId'),
    scope: withoutSlash(optionalText(properties, 'scope') ?? parseResourceId(header.id ?? '')?.scope ?? ''),
    notScopes: few(properties, 'notScopes', mostNotScopes).map((scope) => withoutSlash(textOf(scope, 'A member of `notScopes`'))),
    enforcementMode: enforcementMode(properties),
    parameters: Object.fromEntries(members(optionalObject(properties, 'parameters')).map(unwrap)),
    nonComplianceMessages: optionalElements(properties, 'nonComplianceMessages').map(parseMessage),
    overrides: few(properties, 'overrides', mostOverrides).map(parseOverride),
    resourceSelectors: few(properties, 'resourceSelectors', mostOverrides).map((place) => parseSelectors(objectOf(place, 'A resource selector'))),
    ...(definitionVersion === undefined ? {} : { definitionVersion }),
  };
}

function few(properties                   , name        , most        )                   {
  const places = optionalElements(properties, name);
  if (places.length > most) throw new PolicyError(`\`${name}\` has at most ${most} members; ${places.length} are written`, find(properties, name)?.pointer);
  return places;
}

function enforcementMode(properties                   )                  {
  const written = optionalText(properties, 'enforcementMode') ?? 'Default';
  const mode = enforcementModes.find((candidate) => candidate.toLowerCase() === written.toLowerCase());
  if (mode !== undefined) return mode;
  const hint = suggestion(written, enforcementModes);
  throw new PolicyError(`\`${written}\` is no enforcement mode that is judged here${hint}`, find(properties, 'enforcementMode')?.pointer);
}

function unwrap([name, place]                          )                             {
  return [name, required(objectOf(place, `The parameter \`${name}\``), 'value').value];
}

function parseMessage(place       )                       {
  const message = objectOf(place, 'A non-compliance message');
  const referenceId = optionalText(message, 'policyDefinitionReferenceId');
  return { message: requiredText(message, 'message'), ...(referenceId === undefined ? {} : { referenceId }) };
}

function withoutSlash(scope        )         {
  return scope.replace(/\/+$/, '');
}

export { parseAssignment };
