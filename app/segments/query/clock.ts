/** What a query is read against: the shop's now, zone and currency. */
export interface Clock {
  now: number;
  timeZone: string;
  currency: string;
}
