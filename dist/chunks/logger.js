/** What a run tells its reader while it works. Every text is untrusted: the door that fills this in escapes it. */
                         
                                                         
                               
                              
                                                                                                       
                                               
                                                
                                              
                                                                                    
                                                              
                                                                            
                                     
                                                                                     
                             
 

/** What a message is about: a part of a file in the repository. Lines and columns count from 1, the last of each included. */
                        
                                                          
                        
                        
                           
                            
                              
                                                                           
                          
 

                           
                                                  
                           
                                         
                         
                                           
                           
 

/** "1m05s", "12s", "2h03m": elapsed time as people say it. */
function formatElapsed(milliseconds        )         {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds}s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m${two(seconds % 60)}s`;
  return `${Math.floor(seconds / 3600)}h${two(Math.floor(seconds / 60) % 60)}m`;
}

function two(value        )         {
  return String(value).padStart(2, '0');
}

export { formatElapsed };
