/** The version of the state's form. A form that no longer reads as this one gets another number. */
const stateVersion = 1;

/** What a state may hold. A writer leaves out what exceeds it, a reader refuses it. Texts in UTF-16 units. */
const most = { length: 1_000_000, findings: 20_000, clusters: 20_000, rule: 300, title: 300, type: 300, name: 1000, id: 2000, exposes: 50, count: 1_000_000_000 }         ;

/**
 * The state as JSON. Numbers are places in the lists before them; what repeats stands once, sorted, so that neighbours are alike and compress well.
 *
 * - `rules`: rule and title
 * - `resources`: scope, type and name of an id; or type and name, and the id where it does not follow from parts
 * - `findings`: rule, resource, verdict (see `rememberedVerdicts`), severity (see `mildestFirst`), since; then, where there is one, unseen since (or -1), and
 *   the rules of exposures that it told of
 * - `unseen`: resource, since
 * - `more`: how many were left out, the worst verdict and severity of them
 */

export { most, stateVersion };
