/** Errors are sentences without their full stop; a question keeps its mark. */
export function sentence(message: string): string {
  return message.endsWith('?') ? message : `${message}.`;
}
