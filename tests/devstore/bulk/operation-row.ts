/** A bulk operation as it is kept. */
export interface BulkOperationRow {
  readonly id: number;
  readonly client_id: string;
  readonly type: "QUERY" | "MUTATION";
  readonly status: string;
  readonly error_code: string | null;
  readonly query: string;
  readonly staged_path: string | null;
  readonly client_identifier: string | null;
  readonly object_count: number;
  readonly root_object_count: number;
  readonly file_name: string | null;
  readonly file_size: number | null;
  readonly partial: number;
  readonly scopes: string;
  readonly created_at: number;
  readonly completed_at: number | null;
}
