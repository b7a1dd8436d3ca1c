/** Orders and their lines as the store holds them. */
export interface OrderRow {
  readonly id: number;
  readonly number: number;
  readonly customer_id: number | null;
  readonly email: string | null;
  readonly country_code: string | null;
  readonly processed_at: number;
  readonly created_at: number;
  readonly updated_at: number;
  readonly cancelled_at: number | null;
  readonly cancel_reason: string | null;
  readonly test: number;
  readonly taxes_included: number;
  readonly source_name: string;
  readonly financial_status: string;
  readonly discount_codes: string;
  readonly subtotal_minor: number;
  readonly discount_minor: number;
  readonly tax_minor: number;
  readonly shipping_minor: number;
  readonly total_minor: number;
  readonly current_subtotal_minor: number;
  readonly current_tax_minor: number;
  readonly current_shipping_minor: number;
  readonly current_total_minor: number;
  readonly refunded_minor: number;
  readonly refunded_shipping_minor: number;
}

export interface LineItemRow {
  readonly id: number;
  readonly order_id: number;
  readonly product_id: number | null;
  readonly variant_id: number | null;
  readonly title: string;
  readonly sku: string | null;
  readonly vendor: string | null;
  readonly quantity: number;
  readonly current_quantity: number;
  readonly unit_price_minor: number;
  readonly discount_minor: number;
  readonly total_minor: number;
  readonly is_gift_card: number;
}
