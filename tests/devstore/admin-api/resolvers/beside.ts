import type { Store } from "../../store/open-store.ts";
import { connection, type PageArgs } from "../connection.ts";
import { gid, partsOf } from "../ids.ts";
import { momentText } from "../moment.ts";
import type { Resolvers } from "../resolver.ts";

/** One row of `customer_phones`, of `companies`, of `company_contacts`, of `locations`. */
interface PhoneRow {
  readonly phone: string;
  readonly sms_state: string;
  readonly updated_at: number;
}
interface CompanyRow {
  readonly id: number;
  readonly name: string;
  readonly created_at: number;
}
interface ContactRow {
  readonly id: number;
  readonly company_id: number;
  readonly customer_id: number;
  readonly created_at: number;
}
interface LocationRow {
  readonly id: number;
  readonly name: string;
  readonly created_at: number;
}

/** The same as `marketingState`, with a word of its own for those who never did. */
const consentOf = (row: PhoneRow): object => ({
  state: row.sms_state === "NOT_SUBSCRIBED" ? "NEVER_SUBSCRIBED" : row.sms_state,
  optInLevel: row.sms_state === "SUBSCRIBED" ? "SINGLE_OPT_IN" : null,
  updatedAt: momentText(row.updated_at),
});

export function phoneOf(store: Store, customerId: number): object | null {
  const row = store.get<PhoneRow>(
    "SELECT * FROM customer_phones WHERE customer_id = ?",
    customerId,
  );
  if (row === undefined) return null;
  return {
    phoneNumber: row.phone,
    marketingState: row.sms_state,
    marketingUpdatedAt: momentText(row.updated_at),
    smsMarketingConsent: consentOf(row),
  };
}

export const contactsOf = (store: Store, customerId: number): object[] =>
  store.all<ContactRow>(
    "SELECT * FROM company_contacts WHERE customer_id = ? ORDER BY company_id",
    customerId,
  );

/** A category by its place in the taxonomy; its name is not kept. */
export function categoryOf(store: Store, productId: number): object | null {
  const row = store.get<{ category: string }>(
    "SELECT category FROM product_categories WHERE product_id = ?",
    productId,
  );
  if (row === undefined) return null;
  const level = row.category.split("-").length;
  return {
    id: gid("TaxonomyCategory", row.category),
    name: row.category,
    fullName: row.category,
    level,
    isRoot: level === 1,
    isLeaf: false,
    isArchived: false,
    ancestorIds: [],
    childrenIds: [],
  };
}

/** Where an order was sold over the counter: a shop of ours has one place. */
export function locationOf(store: Store, sourceName: string): object | null {
  if (sourceName !== "pos") return null;
  return (
    store.get<LocationRow & Record<string, string | number>>(
      "SELECT * FROM locations ORDER BY id LIMIT 1",
    ) ?? null
  );
}

/** Where the cities of the generated customers lie, as Shopify finds out of an address. */
const CITIES: Readonly<Record<string, readonly [latitude: number, longitude: number]>> = {
  Berlin: [52.52, 13.405],
  Hamburg: [53.5511, 9.9937],
  Köln: [50.9375, 6.9603],
  Leipzig: [51.3397, 12.3731],
  München: [48.1351, 11.582],
  Wien: [48.2082, 16.3738],
  Graz: [47.0707, 15.4395],
  Linz: [48.3069, 14.2858],
  Lyon: [45.764, 4.8357],
  Paris: [48.8566, 2.3522],
  Nantes: [47.2184, -1.5536],
  Utrecht: [52.0907, 5.1214],
  Rotterdam: [51.9244, 4.4777],
  Leeds: [53.8008, -1.5491],
  Bristol: [51.4545, -2.5879],
  London: [51.5072, -0.1276],
  Zürich: [47.3769, 8.5417],
  Basel: [47.5596, 7.5886],
  Torino: [45.0703, 7.6869],
  Bologna: [44.4949, 11.3426],
  Valencia: [39.4699, -0.3763],
  Bilbao: [43.263, -2.935],
  Portland: [45.5152, -122.6784],
  Austin: [30.2672, -97.7431],
  Gdańsk: [54.352, 18.6466],
  Malmö: [55.605, 13.0038],
};
export const coordinatesOf = (city: string): readonly [number, number] | null =>
  CITIES[city] ?? null;

export const beside: Resolvers = {
  QueryRoot: {
    location: (_root, args: { id?: string | null }, { store }) => {
      const id = args.id ? (partsOf(args.id)?.id ?? -1) : null;
      const sql = "SELECT * FROM locations WHERE ? IS NULL OR id = ? ORDER BY id LIMIT 1";
      return store.get<LocationRow & Record<string, string | number>>(sql, id, id) ?? null;
    },
    locations: (_root, args: PageArgs, { store }) =>
      connection(
        store.all<LocationRow>("SELECT * FROM locations ORDER BY id"),
        args,
        ({ id }) => id,
      ),
  },
  Location: {
    id: (row: LocationRow) => gid("Location", row.id),
    legacyResourceId: (row: LocationRow) => String(row.id),
    isActive: () => true,
    isPrimary: () => true,
    createdAt: (row: LocationRow) => momentText(row.created_at),
  },
  CompanyContact: {
    id: (row: ContactRow) => gid("CompanyContact", row.id),
    createdAt: (row: ContactRow) => momentText(row.created_at),
    updatedAt: (row: ContactRow) => momentText(row.created_at),
    isMainContact: () => true,
    company: (row: ContactRow, _args, { store }) =>
      store.get<CompanyRow & Record<string, string | number>>(
        "SELECT * FROM companies WHERE id = ?",
        row.company_id,
      ),
  },
  Company: {
    id: (row: CompanyRow) => gid("Company", row.id),
    createdAt: (row: CompanyRow) => momentText(row.created_at),
    updatedAt: (row: CompanyRow) => momentText(row.created_at),
    customerSince: (row: CompanyRow) => momentText(row.created_at),
  },
};
