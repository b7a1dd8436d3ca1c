import { operation } from "#app/shopify/operation.ts";

/** At most 25 at once; all of them or, if one is refused, none. */
export const SET_METAFIELDS = operation(`#graphql
  mutation SetMetafields($metafields: [MetafieldsSetInput!]!) {
    metafieldsSet(metafields: $metafields) {
      metafields { id }
      userErrors { code field message elementIndex }
    }
  }
`);

export const DELETE_METAFIELDS = operation(`#graphql
  mutation DeleteMetafields($metafields: [MetafieldIdentifierInput!]!) {
    metafieldsDelete(metafields: $metafields) {
      deletedMetafields { ownerId key }
      userErrors { field message }
    }
  }
`);

export const UPSERT_METAOBJECT = operation(`#graphql
  mutation UpsertMetaobject($handle: MetaobjectHandleInput!, $metaobject: MetaobjectUpsertInput!) {
    metaobjectUpsert(handle: $handle, metaobject: $metaobject) {
      metaobject { id }
      userErrors { code field message elementKey }
    }
  }
`);

export const DELETE_METAOBJECT = operation(`#graphql
  mutation DeleteMetaobject($id: ID!) {
    metaobjectDelete(id: $id) {
      deletedId
      userErrors { code field message }
    }
  }
`);

export const APP_INSTALLATION = operation(`#graphql
  query AppInstallationId {
    currentAppInstallation { id }
  }
`);
