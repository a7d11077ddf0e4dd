/** A JSON object as parsed from outside: nothing is known of its members. */
                                                                

/** True for a plain JSON object; false for arrays, null and instances of classes (`Unknown` among them). */
function isJsonObject(value         )                      {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype          = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** The own member of an object, or undefined: `__proto__` and inherited names are never followed. */
function member(value         , name        )          {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Follows own members by name: `at(cluster, 'properties', 'networkProfile', 'outboundType')`. */
function at(value         , ...path                   )          {
  return path.reduce((current, name) => member(current, name), value);
}

/** The own member whose name equals `name` without regard to case. ARM reads its keys so. */
function memberIgnoringCase(value         , name        )          {
  const exact = member(value, name);
  if (exact !== undefined || !isJsonObject(value)) return exact;
  const wanted = name.toLowerCase();
  const key = Object.keys(value).find((candidate) => candidate.toLowerCase() === wanted);
  return key === undefined ? undefined : value[key];
}

/** A text member, or undefined when it is absent or no text. */
function textAt(value         , ...path                   )                     {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/** An array member, or the empty array. */
function arrayAt(value         , ...path                   )                     {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

export { arrayAt, at, isJsonObject, member, memberIgnoringCase, textAt };
