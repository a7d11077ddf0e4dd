import { waysOf } from './earlier.js';
import { UserError } from './ground.js';
import { readInfrastructure } from './read-infrastructure.js';
import { findingsIn } from './check.js';
import { expiredRule } from './rules.js';
import { withFingerprints } from './fingerprint.js';
import { expandDeployment } from './index.js';

/** How often each fingerprint was there before. */
                                                        

                                
                                                                                            
                                     
                                                              
                         
                                                           
                          
 

/** A rule that fails may hide anything, and an exemption that has ended wants an answer: a baseline does not hide either. */
function canBeKnown({ verdict, rule }         )          {
  return (verdict === 'violation' || verdict === 'undetermined') && rule !== expiredRule;
}

/** The fingerprints of findings of an earlier report or of another tree; worked out where a report of an older version has none. */
function knownFindings(findings                    )                {
  const counts = new Map                ();
  for (const finding of fingerprinted(findings).filter(canBeKnown)) {
    const { fingerprint = '' } = finding;
    counts.set(fingerprint, (counts.get(fingerprint) ?? 0) + 1);
  }
  return counts;
}

/** Findings that were there before, told from the others by their fingerprint alone. */
function splitByBaseline(findings                    , known               )                {
  const left = new Map(known);
  const fresh = fingerprinted(findings).filter((finding) => {
    const { fingerprint = '' } = finding;
    const count = canBeKnown(finding) ? (left.get(fingerprint) ?? 0) : 0;
    if (count > 0) left.set(fingerprint, count - 1);
    return count === 0;
  });
  const healed = Array.from(left.values()).reduce((sum, count) => sum + count, 0);
  return { fresh, known: findings.length - fresh.length, healed };
}

/** Fingerprints that are there stay; the others are counted over all findings, so that the same list always gets the same ones. */
function fingerprinted(findings                    )                     {
  const made = withFingerprints(findings);
  return findings.map((finding, index) => (finding.fingerprint === undefined ? (made[index] ?? finding) : finding));
}

/** What the infrastructure was read with, but for its tree. */
                                                              

/**
 * The findings that count with `only-new`: those that the baseline does not have, or else the base commit, which is judged here in the
 * same way. Throws UserError where there is neither.
 */
async function newFindings(found                    , options              , judges        , trusted             , read             , tools            )                            {
  const before = judges.baseline ?? (await baselineOfBase(options, judges, trusted, read, tools));
  const { fresh, known, healed } = splitByBaseline(found, knownFindings(before.findings));
  const source = judges.baseline === undefined ? 'the base commit' : 'the baseline';
  const counted = [...(known === 0 ? [] : [`${plural(known, 'finding')} of ${source} ${known === 1 ? 'stands' : 'stand'} and ${known === 1 ? 'is' : 'are'} not shown`]), ...(healed === 0 ? [] : [`${healed} of ${source} ${healed === 1 ? 'is' : 'are'} gone`])];
  return { findings: fresh, earlier: before.ways, notes: counted.length === 0 ? [] : [`${counted.join('; ')}.`] };
}

async function baselineOfBase(options              , judges        , trusted             , read             , tools            )                    {
  if (!trusted.isBase) throw new UserError('"only-new" has nothing to compare with here: give "baseline", an earlier report in JSON. Without it only pull requests and merge groups can be compared, with their base commit.');
  const infrastructure = await readInfrastructure({ ...read, tree: trusted.tree }, { expand: expandDeployment, logger: tools.logger, signal: tools.signal });
  const { findings, clusters } = await findingsIn(infrastructure, judges, [], options, tools);
  return { findings, ways: waysOf(clusters) };
}

function plural(count        , noun        )         {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

export { newFindings };
