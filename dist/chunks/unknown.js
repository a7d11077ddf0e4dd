/**
 * A value that cannot be known here: a `reference()`, a parameter nobody passed, a property that a query did not ask for.
 * It flows through expressions and conditions and is never folded into a verdict of compliance.
 */
class Unknown {
  /** Why the value is unknown, with the expression: "reference('x') is known only at deployment". */
           why        ;
  /** The value is certainly there: neither missing nor null. */
           isPresent         ;
  /**
   * Set when the value is certainly a text of which parts are known: it begins with the first piece, ends with the last, and has the
   * others in this order between them. `['/subscriptions/', '/resourceGroups/rg']`; `['', '']` for a text of which nothing is known.
   */
           pieces                               ;

  constructor(why        , known                                                                        = {}) {
    this.why = why;
    this.pieces = known.pieces;
    this.isPresent = known.isPresent === true || known.pieces !== undefined;
  }
}

/** The reason alone: of what is made from an unknown value, nothing is known that was known of the value itself. */
function bare(unknown         )          {
  return unknown.isPresent ? new Unknown(unknown.why) : unknown;
}

/** For the same reason, and certainly there. */
function present(unknown         )          {
  return unknown.isPresent && unknown.pieces === undefined ? unknown : new Unknown(unknown.why, { isPresent: true });
}

function isUnknown(value         )                   {
  return value instanceof Unknown;
}

export { Unknown, bare, isUnknown, present };
