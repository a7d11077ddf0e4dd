/** What became of a way: see `JudgedAnswer`. */
                                             

const wayStates                      = ['closed', 'open', 'meant', 'undetermined', 'notVisible'];

/** What was seen before a change, by the key of a cluster and the id of a rule. */
                                                                             

/** Names a cluster across looks: its id, or its name where files do not tell the id. */
function clusterKey(name        , id                    )         {
  return (id ?? name).toLowerCase();
}

/** The states of an earlier look. */
function waysOf(clusters                                        )              {
  return new Map(clusters.map(({ cluster: { resource }, answers }) => [clusterKey(resource.name, resource.id), new Map(answers.map(({ rule, state }) => [rule.id, state]))]));
}

export { clusterKey, wayStates, waysOf };
