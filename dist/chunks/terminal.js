/** Looks of a terminal: what the text may wear when colour is wanted, by what it means. */
                                                                     

const codes                                                              = {
  strong: [1, 22],
  quiet: [2, 22],
  good: [32, 39],
  bad: [31, 39],
  doubtful: [33, 39],
};

/** Puts a style around text that is already safe for a terminal. */
                                                             

/** A painter that paints, or one that leaves everything plain. */
function painter(colour         )          {
  return colour ? (style, text) => `\u001B[${codes[style][0]}m${text}\u001B[${codes[style][1]}m` : (_style, text) => text;
}

/** Breaks a text of one line at blanks into lines of at most `width` units; a longer word keeps its own line. */
function wrap(text        , width        )                    {
  const lines           = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

export { painter, wrap };
