/**
 * What a rule says of one resource.
 * - `compliant`: the rule looked and found nothing to object to
 * - `violation`: the rule's condition holds
 * - `undetermined`: what is known does not decide; never folded into compliant
 * - `error`: the rule itself failed; Azure would deny
 * - `exempt`: an exemption covers the resource
 * - `notApplicable`: the rule does not concern this resource
 */
                                                                                                        

/** Deny is high, Audit medium; `metadata.severity` of a definition overrides. */
                                                 

/** Worst first. */
const severities                      = ['high', 'medium', 'low'];

/** A leaf condition that decided, in the words of Azure's `evaluatedExpressions`. */
                         
                                             
                                                 
                              
                                                                                 
                         
                            
                           
                             
                                       
 

/** Where to change something: a file's line, counted from 1. */
                           
                        
                        
                          
                                    
                           
 

/** One rule on one resource: the same type for templates, live clusters and the sandbox. */
                          
                                                                          
                        
                         
                            
                                                                      
                          
                              
                                                                                            
                               
                                           
                           
                                      
                                     
                           
                                                                                           
                                                
                                                                   
                     
                                                                              
                                
 

                                                   
                                                                                   
                           
 

/** A piece of text to put in the place of another. Lines and columns count from 1; the end is exclusive. */

export { severities };
