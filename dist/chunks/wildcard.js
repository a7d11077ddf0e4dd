/**
 * Whether a text is what a pattern says, `*` standing for any text, also none. Takes at most the product of the two lengths, unlike a
 * regular expression made of a pattern.
 */
function matchesWildcard(pattern        , text        )          {
  return covers(Array.from(pattern), Array.from(text), (mark) => mark === '*', (mark, letter) => mark === letter);
}

/** Whether a path is what a pattern says: `*` any text within one segment, a segment `**` any number of segments, also none. */
function matchesPath(pattern        , path        )          {
  return covers(pattern.split('/'), path.split('/'), (segment) => segment === '**', matchesWildcard);
}

/** The greedy walk that remembers only the last wildcard: what an earlier one took never has to change. */
function covers(
  pattern                   ,
  parts                   ,
  isWild                           ,
  isSame                                         ,
)          {
  let at = 0;
  let wild = -1;
  let resume = 0;
  for (let index = 0; index < parts.length; ) {
    const mark = pattern[at];
    const part = parts[index] ?? '';
    if (mark !== undefined && isWild(mark)) {
      wild = at;
      resume = index;
      at += 1;
    } else if (mark !== undefined && isSame(mark, part)) {
      at += 1;
      index += 1;
    } else if (wild >= 0) {
      resume += 1;
      index = resume;
      at = wild + 1;
    } else {
      return false;
    }
  }
  return pattern.slice(at).every(isWild);
}

export { matchesPath, matchesWildcard };
