/** Somebody else changed or works on the resource: the plan is stale and has to be made anew. */
export class StalePlanError extends Error {
  override readonly name = 'StalePlanError';
}
