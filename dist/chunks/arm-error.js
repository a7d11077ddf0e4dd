import { at, textAt, isJsonObject, arrayAt } from './ground.js';

/** A refusal or failure of Azure, with what is needed to talk about it to Azure's support. */
class AzureError extends Error {
                    name = 'AzureError';
  /** HTTP status; 0 when the failure was told by an operation's status. */
           status        ;
  /** Azure's own code: `RequestDisallowedByPolicy`. */
           code        ;
           correlationId                    ;
  /** Azure's answer, for those who look for more (`additionalInfo` of a policy refusal). */
           body         ;

  constructor(message        , details                                                                                                       ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.status = details.status;
    this.code = details.code;
    this.correlationId = details.correlationId;
    this.body = details.body;
  }
}

/** What an error answer says, whichever of its shapes it has. */
                     
                        
                           
 

/**
 * Reads both shapes: ARM's `{"error": {code, message, details[]}}` and AKS's own flat `{code, message, subcode, details, target}`
 * (recorded answers). Inner details are appended, as the outer message is often only "see details".
 */
function errorTextOf(body         )                        {
  const error = isJsonObject(at(body, 'error')) ? at(body, 'error') : body;
  const code = textAt(error, 'code') ?? '';
  const subcode = textAt(error, 'subcode') ?? '';
  const message = textAt(error, 'message') ?? '';
  if (code === '' && message === '') return undefined;
  const inner = [...detailsOf(error, 0), ...policiesIn(error)].filter((text) => !message.includes(text));
  const target = textAt(error, 'target');
  const shown = [message, ...inner].filter((text) => text !== '').join(' ');
  return {
    code: subcode === '' ? code : `${code}/${subcode}`,
    message: target === undefined || shown.includes(target) ? shown : `${shown} (${target})`,
  };
}

function detailsOf(error         , depth        )                    {
  if (depth >= 5) return [];
  return arrayAt(error, 'details').slice(0, 10).flatMap((detail) => {
    const text = [textAt(detail, 'code'), textAt(detail, 'message')].filter((part) => part !== undefined && part !== '').join(': ');
    return [...(text === '' ? [] : [text]), ...detailsOf(detail, depth + 1)];
  });
}

/** Which policies refused: a message of the assignment's own leaves their ids to `additionalInfo` (recorded answer, `PolicyViolation`). */
function policiesIn(error         )                    {
  return arrayAt(error, 'additionalInfo').slice(0, 10).flatMap((entry) => {
    const assignment = textAt(entry, 'info', 'policyAssignmentId');
    const definition = textAt(entry, 'info', 'policyDefinitionDisplayName') ?? textAt(entry, 'info', 'policyDefinitionName');
    return assignment === undefined ? [] : [`Refused by "${definition ?? 'a policy'}", assigned as ${assignment}.`];
  });
}

/** An `AzureError` from an answer with a status of 400 or more. */
function azureErrorFrom(request        , answer                                                                              )             {
  const text = errorTextOf(answer.body);
  const correlationId = answer.headers['x-ms-correlation-request-id'] ?? answer.headers['x-ms-request-id'];
  const code = text?.code ?? '';
  const said = text === undefined ? 'Azure gave no reason' : [code, text.message].filter((part) => part !== '').join(': ');
  const message = `${request} was answered with ${answer.status}. ${said}${correlationId === undefined ? '' : ` (correlation id ${correlationId})`}`;
  return new AzureError(message, { status: answer.status, code, correlationId, body: answer.body });
}

/** An `AzureError` from the status body of a long-running operation that failed or was cancelled. */
function operationErrorFrom(what        , status         , correlationId                    )             {
  const text = errorTextOf(at(status, 'error')) ?? errorTextOf(at(status, 'properties'));
  const word = textAt(status, 'status') ?? 'Failed';
  const said = text === undefined ? 'Azure gave no reason' : [text.code, text.message].filter((part) => part !== '').join(': ');
  const id = textAt(status, 'name') ?? correlationId;
  return new AzureError(`${what} ended as ${word}. ${said}${id === undefined ? '' : ` (operation ${id})`}`, {
    status: 0,
    code: text?.code ?? word,
    correlationId: id,
    body: status,
  });
}

export { AzureError, azureErrorFrom, operationErrorFrom };
