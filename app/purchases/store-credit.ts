/** Money that a shop owes a customer, as much of it as segments ask for. */
export interface StoreCredit {
  accountId: number;
  customerId: number;
  currency: string;
  /** In thousandths of its own currency, which has at most three decimals. */
  balanceThousandths: number;
  /** When what is left of a credit is lost next. */
  nextExpiryAt: number | null;
  lastCreditAt: number | null;
}
