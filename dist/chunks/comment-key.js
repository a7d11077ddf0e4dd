/** What tells one comment of this project on a pull request from another. */
                                  
                                         
                                                     
                                    
                           
                                                                                                            
                          
 

/**
 * The default `comment-key`: `workflow / job / command / target`. Different parts never give the same key: a slash within
 * a part is doubled, so a single one always separates. Azure compares ids without case, so they are put in lower case.
 */
function defaultCommentKey(parts                 )         {
  const target = parts.target.startsWith('/') ? parts.target.toLowerCase() : parts.target;
  return [parts.workflow ?? '', parts.job ?? '', parts.command, target].map((part) => part.replaceAll('/', '//')).join(' / ');
}

export { defaultCommentKey };
