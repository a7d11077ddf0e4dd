import { severities, parseResourceId, apiVersionOf, isWithin, textAt } from './ground.js';
import { clusterView, answerOf } from './answers.js';
import { exposureRules } from './catalogue.js';
import { parentIdOf, inventoryOf } from './inventory.js';
import { AzureError } from './arm-error.js';
import { meaningOf } from './list-failure.js';
import { listPath } from './list-path.js';

/** What the rules asked for and did not get: with it, more could be said. */
                          
                                                   
                                  
                                              
                                          
 

/** What was asked of a watched inventory by one piece of work. */
                        
                                                                                              
                                          
                                         
                                            
                                                    
                                                                                
                                       
                                                                                                    
                              
 

/** An inventory with somebody watching what is asked of it. */
                                   
                                
                                                                                              
                                                                                                 
 

function watched(known           )                   {
  let current = new Notes();
  const within =        (notes       , work             )        => {
    const outer = current;
    current = notes;
    try {
      return work();
    } finally {
      current = outer;
    }
  };
  const inventory            = {
    ...known,
    follow: (spot) => {
      const found = known.follow(spot);
      if (found.kind === 'found') current.reaches(found.resource);
      if (found.kind === 'outside') current.lacksId(found.id, typeof spot.value === 'string');
      return found;
    },
    parentOf: (child) => {
      const parent = known.parentOf(child);
      const id = parent === undefined ? parentIdOf(child) : undefined;
      if (id !== undefined) current.lacksId(id, true);
      return parent;
    },
    isComplete: (type, scope) => {
      if (known.isComplete(type, scope)) return true;
      current.lacksList(type, scope);
      return false;
    },
    record: (make, isAboutAll) => {
      const notes = new Notes();
      const value = within(notes, make);
      const again = isAboutAll ? () => current.uses(notes) : () => current.repeats(notes);
      again();
      return { value, again };
    },
  };
  return {
    inventory,
    watch: (work) => {
      const asked = new Notes();
      return { value: within(asked, work), asked };
    },
  };
}

/** Puts together what is missing of many pieces of work: each thing once, in the order in which it was asked for. */
function collector()                                                                            {
  const ids = new Map                ();
  const lists = new Map                      ();
  const seen = new Set       ();
  const add = (asked       )       => {
    if (!asked.isLacking) return;
    for (const general of asked.general) {
      if (!seen.has(general)) add(general);
      seen.add(general);
    }
    for (const [key, id] of asked.ids) ids.set(key, id);
    for (const [key, list] of asked.lists) lists.set(key, list);
  };
  return { add, demands: () => ({ ids: [...ids.values()], lists: [...lists.values()] }) };
}

const nothing = { resources: new Set          (), general: new Set       (), ids: new Map                (), lists: new Map                      () }         ;

/** Most pieces of work ask little: what there is none of is not made. */
class Notes                  {
  #reached                           ;
  #general                        ;
  #ids                                 ;
  #lists                                       ;
  #isLacking = false;

  get reached()                        {
    return this.#reached ?? nothing.resources;
  }

  get general()                     {
    return this.#general ?? nothing.general;
  }

  get ids()                              {
    return this.#ids ?? nothing.ids;
  }

  get lists()                                    {
    return this.#lists ?? nothing.lists;
  }

  get isLacking()          {
    return this.#isLacking;
  }

  reaches(resource          )       {
    (this.#reached ??= new Set()).add(resource);
  }

  /** @param isWhole false for what is known of an id: nobody can ask for that */
  lacksId(id        , isWhole         )       {
    this.#isLacking = true;
    if (isWhole) (this.#ids ??= new Map()).set(id.toLowerCase(), id);
  }

  /** @param scope undefined for lists of everything, which nobody can ask for */
  lacksList(type        , scope                    )       {
    this.#isLacking = true;
    if (scope !== undefined) (this.#lists ??= new Map()).set(`${type}|${scope}`.toLowerCase(), { type, scope });
  }

  /** What is about all clusters is used for one: what it reached on the way is of no matter to that one. */
  uses(notes       )       {
    if (!notes.isLacking) return;
    this.#isLacking = true;
    (this.#general ??= new Set()).add(notes);
  }

  repeats(notes       )       {
    if (notes.#reached !== undefined) for (const resource of notes.#reached) this.reaches(resource);
    if (!notes.isLacking) return;
    this.#isLacking = true;
    for (const general of notes.general) this.uses(general);
    for (const [key, id] of notes.ids) (this.#ids ??= new Map()).set(key, id);
    for (const [key, list] of notes.lists) (this.#lists ??= new Map()).set(key, list);
  }
}

/** What rules say of a cluster, and what they asked for. */
                            
                                              
                                          
                                          
                                                        
                                        
                                                                                                  
                                            
 

/** Looks at clusters one after the other, among everything that was read so far. */
                              
                                                               
                                
                                                                                                  
                                                                                   
                                                             
                                  
 

/** @param least what is missing to rules of less severity is not asked for */
function fleetLooker(resources                     , complete                         , least          )              {
  const known = inventoryOf(resources, complete);
  const { inventory, watch } = watched(known);
  const wanted = collector();
  const isWanted = ({ severity }              )          => severities.indexOf(severity) <= severities.indexOf(least);
  return {
    inventory: known,
    look: (resource, rules = exposureRules) => {
      const { value: cluster, asked: forAll } = watch(() => clusterView(resource, inventory));
      const reached = new Set(forAll.reached);
      const missing = new Set(forAll.ids.values());
      wanted.add(forAll);
      const looks = rules.map((rule) => {
        const { value: answer, asked } = watch(() => answerOf(rule.look(cluster), resource));
        for (const one of asked.reached) reached.add(one);
        for (const id of asked.ids.values()) missing.add(id);
        if (isWanted(rule)) wanted.add(asked);
        return { rule, answer, isLacking: asked.isLacking || forAll.isLacking };
      });
      return {
        answers: looks.map(({ rule, answer }) => ({ rule, answer })),
        reached,
        missing,
        lacking: looks.flatMap(({ rule, isLacking }) => (isLacking ? [rule] : [])),
      };
    },
    demands: wanted.demands,
  };
}

/** Everything that the rules miss to answer for a cluster, in the order in which they asked. Whoever can look reads it, and asks again. */
function demandsOf(cluster          , resources                     , complete                         )          {
  const looker = fleetLooker(resources, complete, 'low');
  looker.look(cluster);
  return looker.demands();
}

/** What lives around a cluster, as far as it could be read. */
                               
                           
                                          
                                             
                                                               
                                     
 

/** A network names groups and tables, those nothing further; more rounds than this follow nothing real. Requests likewise. */
const most = { rounds: 5, requests: 300 }         ;

/**
 * Reads what the exposure rules ask for to answer for one living cluster: what it refers to, and the lists that they want complete, side by side and
 * round by round until they ask for nothing new. What may not be read, or is answered with a refusal, is unseen. Throws `AzureError` when Azure fails.
 */
async function readSurroundings(cluster          , { arm }                             )                        {
  const resources = new Map                  ([[key(cluster), cluster]]);
  const complete                 = [{ type: 'Microsoft.ContainerService/managedClusters/agentPools', scope: cluster.id ?? '' }];
  const unseen = new Set        ();
  const asked = new Set        ();
  let requests = 0;
  const ask = async         (what        , request                       , none         )                              => {
    if (asked.has(what.toLowerCase()) || requests >= most.requests) return undefined;
    asked.add(what.toLowerCase());
    requests += 1;
    try {
      return await request();
    } catch (error) {
      const meaning = meaningOf(error);
      if (meaning === undefined || !(error instanceof AzureError)) throw error;
      if (!('why' in meaning)) return none;
      unseen.add(`${what}: ${meaning.why}`);
      return undefined;
    }
  };
  const keep = (documents                       , place         )       => {
    for (const document of documents) {
      const resource = resourceOf(document);
      // What a server says of other places than those that it was asked about is not believed.
      if (resource?.id !== undefined && (place === undefined || isWithin(resource.id, place))) resources.set(key(resource), resource);
    }
  };
  for (let round = 0; round < most.rounds; round += 1) {
    const before = asked.size;
    const demands = demandsOf(cluster, [...resources.values()], complete);
    await Promise.all([
      ...demands.ids.map(async (id) => {
        const target = documentId(id);
        const type = parseResourceId(target)?.type ?? '';
        const version = apiVersionOf(type);
        if (version === undefined) return;
        const document = await ask(target, async () => await arm.find(target, version));
        if (document !== undefined) keep([document], target);
      }),
      ...demands.lists.map(async ({ type, scope }) => {
        const path = listPath(type, scope);
        const version = apiVersionOf(type);
        if (path === undefined || version === undefined) return;
        const found = await ask(path, async () => await arm.list(path, version), []);
        if (found === undefined) return;
        keep(found, scope);
        complete.push({ type, scope });
      }),
    ]);
    if (asked.size === before) break;
  }
  return { resources: [...resources.values()], complete, unseen: [...unseen] };
}

/** A subnet stands whole in the document of its network, which is asked for once for all of them. */
function documentId(id        )         {
  return id.replace(/(\/virtualNetworks\/[^/]+)\/subnets\/[^/]+\/?$/i, '$1');
}

function resourceOf(document            )                       {
  const id = parseResourceId(textAt(document, 'id') ?? '');
  return id === undefined ? undefined : { id: id.id, type: id.type, name: id.fullName, body: document };
}

function key({ id = '', type, name }          )         {
  return `${id}|${type}|${name}`.toLowerCase();
}

export { fleetLooker, readSurroundings };
