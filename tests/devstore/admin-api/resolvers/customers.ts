import type { Store } from "../../store/open-store.ts";
import { connection, pageOf, walk, walkable, type Listing, type PageArgs } from "../connection.ts";
import { countOf } from "../count.ts";
import { gid, numericId } from "../ids.ts";
import { momentText } from "../moment.ts";
import { moneyV2 } from "../money.ts";
import { FieldRefusal, type Context, type Resolvers } from "../resolver.ts";
import { choice, conditionOf, moment, number, words, type SearchFields } from "../search.ts";
import { customerWrites } from "./customer-writes.ts";
import { contactsOf, coordinatesOf, phoneOf } from "./beside.ts";
import { metafieldFields } from "./metafields.ts";
import type { OrderRow } from "../order-rows.ts";
import { orderListing, type OrderListArgs } from "./orders.ts";

export interface CustomerRow {
  readonly id: number;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly email: string | null;
  readonly locale: string;
  readonly state: string;
  readonly email_marketing_state: string;
  readonly tags: string;
  readonly note: string | null;
  readonly data_sale_opt_out: number;
  readonly rfm_group: string | null;
  readonly number_of_orders: number;
  readonly amount_spent_minor: number;
  readonly last_order_id: number | null;
  readonly created_at: number;
  readonly updated_at: number;
}

interface AddressRow {
  readonly id: number;
  readonly country_code: string;
  readonly province_code: string | null;
  readonly city: string;
}

interface CustomerListArgs extends PageArgs {
  readonly query?: string | null;
  readonly sortKey?: string | null;
}

const searchFields: SearchFields = {
  id: number("customers.id"),
  updated_at: moment("customers.updated_at"),
  customer_date: moment("customers.created_at"),
  created_at: moment("customers.created_at"),
  orders_count: number("customers.number_of_orders"),
  total_spent: ({ operator, value }) => ({
    sql: `customers.amount_spent_minor ${operator} ?`,
    values: [Math.round(Number(value) * 100)],
  }),
  tag: ({ value }) => ({
    sql: "EXISTS (SELECT 1 FROM customer_tags t WHERE t.tag_key = ? AND t.customer_id = customers.id)",
    values: [value.toLowerCase()],
  }),
  tag_not: ({ value }) => ({
    sql: "NOT EXISTS (SELECT 1 FROM customer_tags t WHERE t.tag_key = ? AND t.customer_id = customers.id)",
    values: [value.toLowerCase()],
  }),
  state: choice("customers.state"),
  email: words("customers.email"),
  first_name: words("customers.first_name"),
  last_name: words("customers.last_name"),
  country: ({ value }) => ({
    sql: "EXISTS (SELECT 1 FROM addresses a WHERE a.customer_id = customers.id AND a.country_code = ?)",
    values: [countryCodeOf(value)],
  }),
  default: ({ value }) => {
    const like = `%${value.replaceAll(/[\\%_*]/g, (sign) => (sign === "*" ? "%" : `\\${sign}`))}%`;
    return {
      sql: "(customers.email LIKE ? ESCAPE '\\' OR customers.first_name LIKE ? ESCAPE '\\' OR customers.last_name LIKE ? ESCAPE '\\')",
      values: [like, like, like],
    };
  },
};

export const customers: Resolvers = {
  QueryRoot: {
    customer: (_root, args: { id: string }, { store }) =>
      findCustomer(store, numericId(args.id, "Customer")) ?? null,
    customers: walkable(
      (_root: object, args: CustomerListArgs, { store }) =>
        pageOf(store, customerListing(args), args),
      (_root: object, args: CustomerListArgs, { store }) =>
        walk(store, customerListing(args), args.reverse === true),
    ),
    customersCount: (_root, args: { query?: string | null; limit?: number | null }, { store }) =>
      countOf(store, "customers", conditionOf(args.query, searchFields).where, args.limit),
    customerByIdentifier: (
      _root,
      args: { identifier: { id?: string; emailAddress?: string } },
      { store },
    ) =>
      args.identifier.id !== undefined
        ? (findCustomer(store, numericId(args.identifier.id, "Customer")) ?? null)
        : (store.get(
            "SELECT * FROM customers WHERE email = ?",
            args.identifier.emailAddress ?? "",
          ) ?? null),
  },
  Mutation: customerWrites,
  Customer: {
    id: (customer: CustomerRow) => gid("Customer", customer.id),
    legacyResourceId: (customer: CustomerRow) => String(customer.id),
    firstName: (customer: CustomerRow) => customer.first_name,
    lastName: (customer: CustomerRow) => customer.last_name,
    displayName: (customer: CustomerRow) =>
      [
        [customer.first_name, customer.last_name].filter(Boolean).join(" "),
        customer.email,
        `Customer ${String(customer.id)}`,
      ].find(Boolean),
    email: (customer: CustomerRow) => customer.email,
    phone: (customer: CustomerRow, _args, { store }) =>
      store.get<{ phone: string }>(
        "SELECT phone FROM customer_phones WHERE customer_id = ?",
        customer.id,
      )?.phone ?? null,
    note: (customer: CustomerRow) => customer.note,
    defaultEmailAddress: (customer: CustomerRow) =>
      customer.email === null
        ? null
        : {
            emailAddress: customer.email,
            marketingState: customer.email_marketing_state,
            marketingOptInLevel:
              customer.email_marketing_state === "SUBSCRIBED" ? "SINGLE_OPT_IN" : null,
            marketingUpdatedAt: null,
            openTrackingLevel: "UNKNOWN",
            validFormat: true,
          },
    defaultPhoneNumber: (customer: CustomerRow, _args, { store }) => phoneOf(store, customer.id),
    productSubscriberStatus: () => "NEVER_SUBSCRIBED",
    companyContactProfiles: (customer: CustomerRow, _args, { store }) =>
      contactsOf(store, customer.id),
    locale: (customer: CustomerRow) => customer.locale,
    state: (customer: CustomerRow) => customer.state,
    tags: (customer: CustomerRow) => JSON.parse(customer.tags) as unknown,
    dataSaleOptOut: (customer: CustomerRow) => customer.data_sale_opt_out === 1,
    verifiedEmail: (customer: CustomerRow) => customer.email !== null,
    taxExempt: () => false,
    taxExemptions: () => [],
    canDelete: (customer: CustomerRow) => customer.number_of_orders === 0,
    numberOfOrders: (customer: CustomerRow) => String(customer.number_of_orders),
    amountSpent: (customer: CustomerRow, _args, { store }) =>
      moneyV2(customer.amount_spent_minor, store),
    lastOrder: (customer: CustomerRow, _args, { store }) =>
      customer.last_order_id === null
        ? null
        : (store.get("SELECT * FROM orders WHERE id = ?", customer.last_order_id) ?? null),
    statistics: (customer: CustomerRow) => ({
      rfmGroup: customer.rfm_group,
      predictedSpendTier: null,
    }),
    createdAt: (customer: CustomerRow) => momentText(customer.created_at),
    updatedAt: (customer: CustomerRow) => momentText(customer.updated_at),
    defaultAddress: (customer: CustomerRow, _args, { store }) =>
      addressesOf(store, customer)[0] ?? null,
    addresses: (customer: CustomerRow, args: { first?: number | null }, { store }) =>
      addressesOf(store, customer).slice(0, args.first ?? undefined),
    addressesV2: walkable(
      (customer: CustomerRow, args: PageArgs, { store }) =>
        connection(addressesOf(store, customer), args, (address) => address.id),
      (customer: CustomerRow, _args: PageArgs, { store }) => [addressesOf(store, customer)],
    ),
    orders: walkable(
      (customer: CustomerRow, args: OrderListArgs, context) =>
        pageOf(context.store, ordersOf(customer, args, context), args),
      (customer: CustomerRow, args: OrderListArgs, context) =>
        walk<OrderRow>(context.store, ordersOf(customer, args, context), args.reverse === true),
    ),
    ...metafieldFields("CUSTOMER", (customer: CustomerRow) => customer.id),
  },
  MailingAddress: {
    id: (address: AddressRow) => `${gid("MailingAddress", address.id)}?model_name=CustomerAddress`,
    city: (address: AddressRow) => address.city || null,
    countryCodeV2: (address: AddressRow) => address.country_code,
    countryCode: (address: AddressRow) => address.country_code,
    country: (address: AddressRow) =>
      new Intl.DisplayNames(["en"], { type: "region" }).of(address.country_code) ?? null,
    provinceCode: (address: AddressRow) => address.province_code,
    province: (address: AddressRow) => address.province_code,
    coordinatesValidated: (address: AddressRow) => coordinatesOf(address.city) !== null,
    latitude: (address: AddressRow) => coordinatesOf(address.city)?.[0] ?? null,
    longitude: (address: AddressRow) => coordinatesOf(address.city)?.[1] ?? null,
  },
};

export function findCustomer(store: Store, id: number): CustomerRow | undefined {
  return store.get<CustomerRow>("SELECT * FROM customers WHERE id = ?", id);
}

function customerListing(args: CustomerListArgs): Listing {
  return {
    select: "SELECT customers.* FROM customers",
    where: conditionOf(args.query, searchFields).where,
    sort: sortColumn(args.sortKey),
    id: "customers.id",
  };
}

function sortColumn(sortKey: string | null | undefined): string {
  switch (sortKey ?? "ID") {
    case "UPDATED_AT":
      return "customers.updated_at";
    case "CREATED_AT":
      return "customers.created_at";
    case "NAME":
      return "lower(coalesce(customers.last_name, '') || ', ' || coalesce(customers.first_name, ''))";
    case "LOCATION":
      throw new FieldRefusal(
        "BAD_REQUEST",
        "The development store does not sort customers by LOCATION",
      );
    default:
      return "customers.id";
  }
}

function ordersOf(customer: CustomerRow, args: OrderListArgs, context: Context): Listing {
  const listing = orderListing({ ...args, sortKey: args.sortKey ?? "ID" }, context);
  return {
    ...listing,
    where: [{ sql: "orders.customer_id = ?", values: [customer.id] }, ...listing.where],
  };
}

function addressesOf(store: Store, customer: CustomerRow): AddressRow[] {
  return store.all<AddressRow>(
    "SELECT * FROM addresses WHERE customer_id = ? ORDER BY is_default DESC, id",
    customer.id,
  );
}

const regions = new Intl.DisplayNames(["en"], { type: "region" });

function countryCodeOf(name: string): string {
  if (/^[A-Za-z]{2}$/.test(name)) return name.toUpperCase();
  for (let first = 65; first <= 90; first++) {
    for (let second = 65; second <= 90; second++) {
      const code = String.fromCharCode(first, second);
      if (regions.of(code)?.toLowerCase() === name.toLowerCase()) return code;
    }
  }
  return name;
}
