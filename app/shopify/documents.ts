import { operation } from "./operation.ts";

const BULK_OPERATION = `
  id
  type
  status
  errorCode
  createdAt
  completedAt
  objectCount
  rootObjectCount
  fileSize
  url
  partialDataUrl
`;

/** Starts a bulk query. With grouped objects children stand right behind their parent. Up to five at once a shop. */
export const RUN_BULK_QUERY = operation(`#graphql
  mutation RunBulkQuery($query: String!, $groupObjects: Boolean!) {
    bulkOperationRunQuery(query: $query, groupObjects: $groupObjects) {
      bulkOperation { ${BULK_OPERATION} }
      userErrors { code field message }
    }
  }
`);

/** Starts a bulk mutation over an uploaded JSONL file of variables. */
export const RUN_BULK_MUTATION = operation(`#graphql
  mutation RunBulkMutation($mutation: String!, $stagedUploadPath: String!, $clientIdentifier: String) {
    bulkOperationRunMutation(
      mutation: $mutation
      stagedUploadPath: $stagedUploadPath
      clientIdentifier: $clientIdentifier
    ) {
      bulkOperation { ${BULK_OPERATION} }
      userErrors { code field message }
    }
  }
`);

export const BULK_OPERATION_BY_ID = operation(`#graphql
  query BulkOperationById($id: ID!) {
    bulkOperation(id: $id) { ${BULK_OPERATION} }
  }
`);

export const CANCEL_BULK_OPERATION = operation(`#graphql
  mutation CancelBulkOperation($id: ID!) {
    bulkOperationCancel(id: $id) {
      bulkOperation { ${BULK_OPERATION} }
      userErrors { field message }
    }
  }
`);

export const STAGE_UPLOAD = operation(`#graphql
  mutation StageUpload($filename: String!, $fileSize: UnsignedInt64) {
    stagedUploadsCreate(
      input: [
        {
          resource: BULK_MUTATION_VARIABLES
          filename: $filename
          fileSize: $fileSize
          mimeType: "text/jsonl"
          httpMethod: POST
        }
      ]
    ) {
      stagedTargets {
        url
        parameters { name value }
      }
      userErrors { field message }
    }
  }
`);
