/** Findings of one file; those in no file stand together. */
                               
                                    
                                        
 

/** The findings by file, in the order in which files first occur; within a file the order stays. */
function byFile(findings                    )                          {
  const groups = new Map                               ();
  for (const finding of findings) {
    const file = finding.location?.file;
    const group = groups.get(file);
    if (group === undefined) groups.set(file, [finding]);
    else group.push(finding);
  }
  return Array.from(groups, ([file, found]) => ({ file, findings: found }));
}

export { byFile };
