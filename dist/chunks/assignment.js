import { parseResourceId } from './scope.js';
import { suggestion } from './near-miss.js';
import { readHeader, optionalElements, members, optionalObject, textOf, optionalText, requiredText, objectOf, required, PolicyError, find } from './judge.js';

/** What an assignment tells whoever is stopped by it. */
                                       
                           
                                                                           
                                
 

/** `Default` enforces; `DoNotEnforce` judges and records compliance only. */
                                                                

const enforcementModes = ['Default', 'DoNotEnforce']         ;

/** A policy assignment as parsed. */
                                            
                              
                                                     
                                
                                                                              
                         
                                        
                                            
                                                  
                                  
                                                                  
                                                                                                                              
                                          
 

/** Parts of an assignment that change verdicts and are not applied yet. */
const unsupportedParts = ['overrides', 'resourceSelectors'];

/** Reads an assignment from ARM JSON, with or without the `properties` wrapper, keys without case. Throws PolicyError. */
function parseAssignment(document         )             {
  const [header, properties] = readHeader(document, 'A policy assignment');
  return {
    kind: 'assignment',
    ...header,
    definitionId: requiredText(properties, 'policyDefinitionId'),
    scope: withoutSlash(optionalText(properties, 'scope') ?? parseResourceId(header.id ?? '')?.scope ?? ''),
    notScopes: optionalElements(properties, 'notScopes').map((scope) => withoutSlash(textOf(scope, 'A member of `notScopes`'))),
    enforcementMode: enforcementMode(properties),
    parameters: Object.fromEntries(members(optionalObject(properties, 'parameters')).map(unwrap)),
    nonComplianceMessages: optionalElements(properties, 'nonComplianceMessages').map(parseMessage),
    unsupported: unsupportedParts.filter((part) => optionalElements(properties, part).length > 0),
  };
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
