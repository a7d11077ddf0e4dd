import { matchesWildcard } from './wildcard.js';

/** A rule's answer for a cluster, and what of it is meant. */
                               
                              
                                                                                                                             
                                                                              
                                                                                                                      
                                         
                                                  
                                                      
 

/** What has to be known of a cluster to judge what rules say of it. */
                                                                  

                                                                            
                            
                                            
 

                                                                              
                                                       
                                                                                                                 
                                               
 

/** The answers with the ways set apart that are declared. */
function judgeExposures                              (found                                   , declarations                              )                           {
  const used = new Set                   ();
  const undecided = new Set                   ();
  const matchers = declarations.map(lowered);
  const quiet = new Map                                                    ();
  const clusters = Array.from(found, ({ cluster, answers }, index)                         => {
    const kept = index < mostWhole ? mostKept : 0;
    const about = matchers.filter(({ declaration }) => concerns(declaration, cluster));
    // Thousands of clusters that have nothing to show may share their answers.
    const same = quiet.get(answers);
    if (same !== undefined) return { cluster, answers: same };
    const judged = {
      cluster,
      answers: answers.map(({ rule, answer }) => {
        const candidates = rule.kind === 'works' ? [] : about.filter(({ way }) => matchesWildcard(way, rule.id.toLowerCase()));
        const open = answer.evidence.filter(({ state }) => state === 'open');
        const covering = new Map(open.map((evidence) => [evidence, candidates.find((candidate) => covers(candidate, evidence))?.declaration]         ));
        const declared = [...new Set([...covering.values()].filter((declaration) => declaration !== undefined))];
        for (const declaration of declared) used.add(declaration);
        if (answer.state === 'undetermined') for (const { declaration } of candidates) undecided.add(declaration);
        return { rule, declarations: declared, ...settled(answer.evidence, open, open.filter((evidence) => covering.get(evidence) === undefined), kept) };
      }),
    };
    if (answers.every(({ answer }) => answer.state === 'closed' && answer.evidence.length === 0)) quiet.set(answers, judged.answers);
    return judged;
  });
  const seen = declarations.filter((declaration) => clusters.some(({ cluster }) => concerns(declaration, cluster)));
  return { clusters, stale: seen.filter((declaration) => !used.has(declaration) && !undecided.has(declaration)) };
}

/** One more than a report tells, so that it can say that there is more. */
const mostKept = 4;
/** So many clusters are shown with every way; of more, only the ways that somebody has to look at. */
const mostWhole = 200;

function settled(all                     , open                     , unmeant                     , kept        )                                           {
  if (unmeant.length > 0) return { state: 'open', evidence: unmeant };
  const unknown = all.filter(({ state }) => state === 'undetermined');
  const values = unknown.filter(({ notVisible }) => notVisible === undefined);
  if (values.length > 0) return { state: 'undetermined', evidence: values };
  if (open.length > 0) return { state: 'meant', evidence: open };
  // Of what nobody has to look at, so much is kept as is shown: of ten thousand clusters the rest would take gigabytes.
  return unknown.length > 0 ? { state: 'notVisible', evidence: unknown.slice(0, kept) } : { state: 'closed', evidence: all.slice(0, kept) };
}

                   
                                          
                       
                                  
 

function lowered(declaration                   )          {
  return { declaration, way: declaration.way.toLowerCase(), to: declaration.to?.toLowerCase() };
}

/** Whoever names nothing does not mean a way to somewhere. */
function covers({ to }         , { target }          )          {
  return to === undefined ? target === undefined : matchesWildcard(to, (target ?? '').toLowerCase());
}

function concerns({ cluster }                   , { name, resource }              )          {
  return cluster === undefined || [name, resource.id ?? ''].some((text) => text !== '' && matchesWildcard(cluster.toLowerCase(), text.toLowerCase()));
}

export { judgeExposures, mostWhole };
