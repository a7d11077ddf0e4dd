/** Names that differ in more than this many letters are not mistaken for each other. */
const mostEdits = 2;

/** The candidate that `name` was probably meant to be, compared without case: `lessThan` → `less`, `concatt` → `concat`. */
function nearMiss(name        , candidates                  )                     {
  const wanted = name.toLowerCase();
  // Whatever is longer is no slip of the finger, and a hostile text should not cost a quadratic comparison.
  if (wanted.length > 64) return undefined;
  let best                                                                    ;
  for (const candidate of candidates) {
    const score = distance(wanted, candidate.toLowerCase());
    if (score <= mostEdits + 1 && (best === undefined || score < best.score)) best = { candidate, score };
  }
  return best?.candidate;
}

/** "; did you mean `less`?", or nothing. */
function suggestion(name        , candidates                  )         {
  const candidate = nearMiss(name, candidates);
  return candidate === undefined ? '' : `; did you mean \`${candidate}\`?`;
}

/** Edits between two names; a name that merely continues another one comes right behind the edits that are allowed. */
function distance(left        , right        )         {
  const shorter = Math.min(left.length, right.length);
  const edits = levenshtein(left, right);
  if (edits <= mostEdits && edits < shorter) return edits;
  const continues = shorter >= 3 && (left.startsWith(right) || right.startsWith(left));
  return continues ? mostEdits + 1 : Infinity;
}

function levenshtein(left        , right        )         {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}

export { nearMiss, suggestion };
