/** Puts an item to the others of its key. */
function addTo           (map                  , key     , item      )       {
  const there = map.get(key);
  if (there === undefined) map.set(key, [item]);
  else there.push(item);
}

export { addTo };
