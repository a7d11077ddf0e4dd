/** An answer or a file from GitHub that is not as documented. The message says which member, in one clause. */
class ShapeError extends Error {
                    name = 'ShapeError';
}

/** The value as the schema describes it. Throws `ShapeError` with the first thing that is wrong: a schema library's own report is a page of JSON. */
function parseShape   (schema                , value         )    {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const where = issue === undefined || issue.path.length === 0 ? 'the whole' : issue.path.map(String).join('.');
  throw new ShapeError(`${where}: ${issue?.message ?? 'unexpected'}`);
}

export { ShapeError, parseShape };
