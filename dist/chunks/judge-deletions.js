import { judge, indexPolicies } from './engine.js';
import { mayDenyDeletion } from './may-deny-deletion.js';
import { mostFindings, endOfFindings, breathe, distinctFindings } from './rules.js';
import { Unknown, isWithin, segmentAfter } from './ground.js';

/** A resource that goes, or may go. */
                        
                              
                                  
                          
                                                         
                        
                                                                              
                              
                                                               
                              
 

/** What a plan deletes by name, and what of the same plan goes with a resource group. @param resources what is there when the plan was applied */
function whatGoes({ resource, address, goes, takesContents }          , resources                     )                   {
  const said = goes === 'replaced' ? `The plan replaces \`${address}\`, which deletes what is there.` : `The plan deletes \`${address}\`.`;
  const staying = takesContents ? resources.filter(({ deployment }) => deployment === resource.deployment) : [];
  return [
    { resource, by: 'resource', said, isCertain: true },
    ...staying.flatMap((one)                   => {
      const place = placeIn(one, resource);
      if (place === 'outside') return [];
      const group = `The plan deletes the resource group \`${resource.name}\` (\`${address}\`)`;
      if (place === 'inside') return [{ resource: one, by: 'resourceGroup', said: `${group}, and this goes with it.`, isCertain: true }];
      return [{ resource: one, by: 'resourceGroup', said: `${group}. Whether this is in it is not known, as the plan does not say ${place.unknown}. If it is:`, isCertain: false }];
    }),
  ];
}

/** Whatever else is in a group that goes: it stands for any resource that the policy could be about, and nothing of it is known. */
function unseenIn({ resource, address }          , { definition: { types } }                )        {
  const open = new Unknown('what the resource group holds is not in the plan');
  const members = ['name', 'id', 'location', 'tags', 'kind', 'sku', 'identity', 'zones', 'properties'];
  const [type = 'Microsoft.ContainerService/managedClusters'] = types ?? [];
  const said = `The plan deletes the resource group \`${resource.name}\` (\`${address}\`), and what else is in it is not known.`;
  const { originOf } = resource;
  const body = Object.fromEntries(members.map((member) => [member, open]));
  return { resource: { type, name: '', body, ...(originOf === undefined ? {} : { originOf }) }, by: 'resourceGroup', said, isCertain: false, shownAs: resource };
}

function placeIn({ id, openId }          , group          )                                                      {
  if (id !== undefined && group.id !== undefined) return isWithin(id, group.id) ? 'inside' : 'outside';
  // What is not known of an id shows as a sign that is in no name.
  const name = segmentAfter(id ?? openId?.join('?') ?? '?', 'resourceGroups');
  if (name !== undefined && !name.includes('?')) return name.toLowerCase() === group.name.toLowerCase() ? { unknown: 'in which subscription' } : 'outside';
  return (openId?.length ?? 2) > 1 ? { unknown: 'in which resource group' } : 'outside';
}

/**
 * What policies with the effect `denyAction` say of what plans delete: of each resource by itself, and of what goes with a resource group. Nothing else is asked
 * of what goes.
 */
async function judgeDeletions({ deletions, resources }                                                 , policies                           , exemptions                      , context                   , signal             )                  {
  const quiet                                   = {};
  const bodies = new Map                     ();
  const denying = policies.filter(mayDenyDeletion);
  const index = indexPolicies(denying);

  const ask = (policy                , going       )       => {
    for (const judgement of judge([policy], going.resource, { ...context, deletion: going.by }, exemptions)) {
      const finding = findingOf(judgement.finding, going);
      if (finding.verdict === 'compliant' || finding.verdict === 'notApplicable') quiet[finding.verdict] = (quiet[finding.verdict] ?? 0) + 1;
      else bodies.set(finding, going.resource.body);
    }
  };

  const judged = ()         => ({ findings: distinctFindings([...bodies.keys()]), quiet, bodyOf: (finding) => bodies.get(finding) });
  for (const [position, deletion] of denying.length === 0 ? [] : deletions.entries()) {
    if (bodies.size >= mostFindings) return { ...judged(), findings: [...judged().findings, endOfFindings(deletion.resource, deletions.length - position)] };
    await breathe(position, signal);
    for (const going of whatGoes(deletion, resources)) for (const policy of index.for(going.resource)) ask(policy, going);
    if (!deletion.takesContents) continue;
    // What has no id is in every assignment's reach; its group is not.
    for (const policy of denying) if (judge([policy], deletion.resource, context, exemptions).length > 0) ask(policy, unseenIn(deletion, policy));
  }
  return judged();
}

/** What may not go at all is refused by nobody for sure. */
function findingOf(finding         , { said, isCertain, shownAs }       )          {
  const { type, name, id } = shownAs ?? finding.resource;
  const isDoubtful = !isCertain && (finding.verdict === 'violation' || finding.verdict === 'error');
  return { ...finding, ...(isDoubtful ? { verdict: 'undetermined' } : {}), resource: { type, name, ...(id === undefined ? {} : { id }) }, message: `${said} ${finding.message}` };
}

export { judgeDeletions };
