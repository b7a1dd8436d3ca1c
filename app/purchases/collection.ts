/** A collection as we keep it, with the products that are in it now. */
export interface Collection {
  collectionId: number;
  title: string;
  handle: string;
  updatedAt: number;
  productIds: readonly number[];
}
