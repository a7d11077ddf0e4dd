/** The version of the JSON report's schema (docs/report.schema.json). Fields are added, never renamed. */
const reportSchemaVersion = '1.1';

/** Everything a run found or did. Every surface renders this and adds nothing. */
                         
                           
                                                                                                
                         
                                                                                 
                            
                                           
                                                                  
                                                                           
                            
                           
                                                                   
                                        
                                                   
                                        
                                                                                     
                                                              
                                                        
                                        
                                                                               
                                    
                                                      
                               
                                                                   
                                         
                                                                                                       
                                                     
                                                                                    
                             
                                                          
                                
 

                              
                                           
                          
                                                              
                           
                                                 
                             
 

/** What a rule is about, whatever it found. */
                             
                              
                        
                         
                              
                                                      
                                
                                                           
                           
                                                               
                            
 

                             
                         
                         
 

                             
                                                   
                         
                                                                           
                                  
                               
                                                                                     
                                      
                                                                  
                            
 

/** Worst first. */
const verdictOrder                     = ['error', 'violation', 'undetermined', 'exempt', 'compliant', 'notApplicable'];

/** The verdict of a run: the worst of its findings, `compliant` when there is none. */
function worstVerdict(findings                    )          {
  return verdictOrder.find((verdict) => findings.some((finding) => finding.verdict === verdict)) ?? 'compliant';
}

export { reportSchemaVersion, verdictOrder, worstVerdict };
