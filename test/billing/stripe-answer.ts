export interface StripeAnswer {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}
