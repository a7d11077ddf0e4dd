/** Values by their key, each group in its order (`Map.groupBy` is not in node 20). */
function grouped            (values                  , keyOf                       )                                     {
  const groups = new Map              ();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}

export { grouped };
