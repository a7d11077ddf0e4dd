/** What the sentence about a comment that could not be written depends on. */
                                 
                          
                                     
                            
                                  
 

/** The one sentence about a comment, or about suggestions, that could not be written, with what to do. */
function explainRefusal(failure         , comment                , what                                                        = 'comment')         {
  const verb = what === 'suggestions' ? 'were' : 'was';
  return `The ${what} on pull request #${comment.pullRequestNumber} ${verb} not written: ${cause(failure, comment)}`;
}

const permissionLine = '`permissions: pull-requests: write`';

function cause({ kind, reason }         , comment                )         {
  const denied = kind === 'permission' || kind === 'absent' || kind === 'credentials';
  if (denied && comment.isFork === true) return `this run is from a fork, and its token is read-only (${reason}).`;
  if (denied && comment.isDependabot === true) return `this run is of Dependabot, and its token is read-only (${reason}).`;
  const sentences                                            = {
    credentials: `GitHub does not accept the token (${reason}). Pass one of a job with ${permissionLine}.`,
    permission: `the token may not do that (${reason}). Add ${permissionLine} to the job.`,
    absent: `the token does not see it (${reason}). Add ${permissionLine} to the job, and check the number.`,
    gone: `it is not there any more (${reason}).`,
    limit: `GitHub's rate limit is used up (${reason}). The next run will try again.`,
    invalid: `GitHub did not accept it (${reason}).`,
    unavailable: `GitHub at ${comment.apiUrl} did not answer (${reason}). The next run will try again.`,
    unexpected: `GitHub at ${comment.apiUrl} did not answer as documented (${reason}).`,
  };
  return sentences[kind];
}

export { explainRefusal };
