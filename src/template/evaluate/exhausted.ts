/** The whole expansion has grown beyond its limits: nothing more is made. */
export class ExhaustedError extends Error {
  override readonly name = 'ExhaustedError';
}
