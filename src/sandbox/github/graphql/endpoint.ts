import { isJsonObject, member, textAt } from '../../../arm/json.ts';
import { MalformedBody, type StandInRequest, type StandInResponse } from '../../http.ts';
import { failure } from '../answers.ts';
import { execute } from './execute.ts';
import type { Graph } from './graph.ts';
import { GraphQLSyntaxError, parseQuery } from './parse.ts';

/** `POST /graphql`. What is wrong with a query is told with status 200, as GraphQL does. */
export function answerQuery(request: StandInRequest, graph: Graph): StandInResponse {
  if (request.body instanceof MalformedBody) return failure(400, 'Problems parsing JSON');
  const text = textAt(request.body, 'query');
  if (text === undefined) return errors([{ message: 'A query attribute must be specified and must be a string.' }]);
  const variables = member(request.body, 'variables');
  try {
    const query = parseQuery(text);
    const { data, errors: problems } = execute(query, query.operation === 'query' ? graph.query() : graph.mutation(), isJsonObject(variables) ? variables : {});
    return problems.length === 0 ? { status: 200, body: { data } } : errors(problems, data);
  } catch (thrown) {
    if (thrown instanceof GraphQLSyntaxError) return errors([{ message: thrown.message }]);
    throw thrown;
  }
}

function errors(problems: readonly object[], data?: object): StandInResponse {
  return { status: 200, body: { ...(data === undefined ? {} : { data }), errors: problems } };
}
