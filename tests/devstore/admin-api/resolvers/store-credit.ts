import type { Store } from "../../store/open-store.ts";
import { connection, walkable, type PageArgs } from "../connection.ts";
import { gid } from "../ids.ts";
import { momentText, momentTextOrNull } from "../moment.ts";
import { amountText } from "../money.ts";
import type { Resolvers } from "../resolver.ts";

interface AccountRow {
  readonly id: number;
  readonly customer_id: number;
  readonly currency: string;
  readonly balance_minor: number;
}

interface TransactionRow {
  readonly id: number;
  readonly account_id: number;
  /** Below nothing of a debit. */
  readonly amount_minor: number;
  readonly remaining_minor: number;
  readonly balance_minor: number;
  readonly created_at: number;
  readonly expires_at: number | null;
}

type Transaction = TransactionRow & { readonly currency: string; readonly __typename: string };

const money = (minor: number, currency: string) => ({
  ...{ amount: amountText(minor, currency), currencyCode: currency },
});

/** What every transaction tells. */
const transaction = {
  amount: (row: Transaction) => money(row.amount_minor, row.currency),
  balanceAfterTransaction: (row: Transaction) => money(row.balance_minor, row.currency),
  createdAt: (row: Transaction) => momentText(row.created_at),
  event: () => "ADJUSTMENT",
  origin: () => null,
  account: (row: Transaction, _args: object, { store }: { store: Store }) =>
    store.get("SELECT * FROM store_credit_accounts WHERE id = ?", row.account_id),
};

/** Store credit as it stands in the tables: given and spent by SQL, not by checkout, and never ending by itself. */
export const storeCredit: Resolvers = {
  Customer: {
    storeCreditAccounts: walkable(
      ({ id }: { id: number }, args: PageArgs, { store }) =>
        connection(accountsOf(store, id), args, (account) => account.id),
      ({ id }: { id: number }, _args: PageArgs, { store }) => [accountsOf(store, id)],
    ),
  },
  StoreCreditAccount: {
    id: (account: AccountRow) => gid("StoreCreditAccount", account.id),
    balance: (account: AccountRow) => money(account.balance_minor, account.currency),
    owner: (account: AccountRow, _args, { store }) => {
      const row = store.get<object>("SELECT * FROM customers WHERE id = ?", account.customer_id);
      return row && { ...row, __typename: "Customer" };
    },
    transactions: (account: AccountRow, args: PageArgs, { store }) =>
      connection(transactionsOf(store, account), args, (row) => row.id),
  },
  StoreCreditAccountCreditTransaction: {
    ...transaction,
    id: (row: Transaction) => gid("StoreCreditAccountCreditTransaction", row.id),
    expiresAt: (row: Transaction) => momentTextOrNull(row.expires_at),
    remainingAmount: (row: Transaction) => money(row.remaining_minor, row.currency),
  },
  StoreCreditAccountDebitTransaction: {
    ...transaction,
    id: (row: Transaction) => gid("StoreCreditAccountDebitTransaction", row.id),
  },
};

const accountsOf = (store: Store, customerId: number): AccountRow[] =>
  store.all<AccountRow>(
    "SELECT * FROM store_credit_accounts WHERE customer_id = ? ORDER BY id",
    customerId,
  );

const transactionsOf = (store: Store, { id, currency }: AccountRow): Transaction[] =>
  store
    .all<TransactionRow>(
      "SELECT * FROM store_credit_transactions WHERE account_id = ? ORDER BY created_at, id",
      id,
    )
    .map((row) => ({
      ...{ ...row, currency },
      __typename: `StoreCreditAccount${row.amount_minor < 0 ? "Debit" : "Credit"}Transaction`,
    }));
