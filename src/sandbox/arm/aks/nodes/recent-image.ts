/** A node image that a pool had, and until when (milliseconds since 1970). */
export interface RecentImage {
  readonly image: string;
  readonly until: number;
}
