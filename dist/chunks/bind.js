import { resolveParameters, PolicyError, compileOperand, initiativeFunctions, EvaluationError, compileDefinition } from './compile.js';

/** One compiled definition as one assignment or initiative member brings it, ready for `judge`. */
                                 
                                          
                                                                 
                                
                                    
                                        
                                                                                     
                                      
                                                                                                 
                                                                                              
                                                                                           
                                  
 

/** An initiative or assignment as a reader would name it. */
                              
                       
                        
                               
 

/** What an assignment adds to the definitions it brings. */
                                                      
                                                                
                         
                                        
                                            
                                                                  
                                          
                                                               
 

/** Definitions are compiled once, however many assignments bring them. */
const compiledDefinitions = new WeakMap                                      ();

function compiledOnce(definition                  )                     {
  const compiled = compiledDefinitions.get(definition) ?? compileDefinition(definition);
  compiledDefinitions.set(definition, compiled);
  return compiled;
}

/**
 * A definition with values for its parameters, plain by name: `{ effect: 'Audit' }`.
 * Throws PolicyError when the definition does not compile or a value is missing, unknown to it, of the wrong type or not allowed.
 */
function bindDefinition(definition                  , parameters             = {}, options                 )                 {
  const compiled = options === undefined ? compiledOnce(definition) : compileDefinition(definition, options);
  return { definition: compiled, parameters: resolveParameters(definition.parameters, parameters, '') };
}

/**
 * Finds a definition or an initiative by id. Where whoever refers to it asks for versions (`1.*.*`), it is told so; a version other than
 * that leaves the verdicts undetermined.
 */
                                                                                                                      

/**
 * The members of an initiative with its parameters resolved, in its order. `lookup` finds definitions.
 * Throws PolicyError when a definition is absent or a parameter does not fit; the pointer is into the initiative.
 */
function bindInitiative(
  initiative            ,
  lookup                                ,
  parameters             = {},
)                            {
  const values = resolveParameters(initiative.parameters, parameters, '');
  const owner = ownerOf(initiative);
  return initiative.members.map((member) => {
    const { definitionId, definitionVersion, referenceId, pointer } = member;
    const definition = lookup(definitionId, definitionVersion);
    if (definition === undefined) throw absent('initiative', definitionId, `${pointer}/policyDefinitionId`);
    const given = resolveParameters(definition.parameters, memberParameters(member, values), `${pointer}/parameters`);
    const asked = definitionVersion === undefined ? {} : { definitionVersion };
    return { definition: compiledOnce(definition), referenceId, initiative: owner, ...asked, parameters: given };
  });
}

/**
 * What an assignment brings: its definition, or the members of its initiative. `lookup` finds both.
 * Throws PolicyError when something it refers to is absent or a parameter does not fit.
 */
function bindAssignment(assignment            , lookup              )                            {
  const { definitionVersion } = assignment;
  const assigned = lookup(assignment.definitionId, definitionVersion);
  if (assigned === undefined) throw absent('assignment', assignment.definitionId, '/properties/policyDefinitionId');
  const { scope, notScopes, enforcementMode, nonComplianceMessages, overrides, resourceSelectors } = assignment;
  const facts = { ...ownerOf(assignment), scope, notScopes, enforcementMode, nonComplianceMessages, overrides, resourceSelectors };
  const policies =
    assigned.kind === 'definition'
      ? [bindDefinition(assigned, assignment.parameters)]
      : bindInitiative(assigned, definitionsOf(lookup), assignment.parameters);
  return policies.map((policy) => ({ ...policy, ...versionAsked(assignment, assigned), assignment: facts }));
}

/** An assignment asks for versions of what it assigns: of its definition, or of the initiative as a whole. */
function versionAsked({ definitionVersion }            , assigned                               )                                                                  {
  if (definitionVersion === undefined) return {};
  if (assigned.kind === 'definition') return { definitionVersion };
  return { initiativeVersion: { asked: definitionVersion, found: assigned.version } };
}

function absent(referrer        , id        , pointer        )              {
  return new PolicyError(`The ${referrer} refers to ${id}, which is not here`, pointer);
}

function definitionsOf(lookup              )                                 {
  return (id, version) => {
    const found = lookup(id, version);
    return found?.kind === 'definition' ? found : undefined;
  };
}

function memberParameters(member                  , parameters            )             {
  const values = Array.from(member.parameters, ([name, operand]) => {
    try {
      return [name, compileOperand(operand, initiativeFunctions)({ parameters })]         ;
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      throw new PolicyError(`The value of \`${name}\` fails: ${error.message}`, operand.pointer, { cause: error });
    }
  });
  return Object.fromEntries(values);
}

function ownerOf({ id, name, displayName }                         )              {
  const known = name ?? id?.split('/').at(-1) ?? displayName ?? 'unnamed';
  return { ...(id === undefined ? {} : { id }), name: known, displayName: displayName ?? known };
}

export { bindAssignment, bindDefinition, bindInitiative };
