import { Drop } from "liquidjs";
import type { Page } from "../page.ts";
import { MetafieldsDrop } from "./metafields-drop.ts";
import { MetaobjectsDrop } from "./metaobjects-drop.ts";

export class ShopDrop extends Drop {
  readonly name: string;
  readonly currency: string;
  readonly permanent_domain: string;
  readonly metaobjects: MetaobjectsDrop;
  readonly metafields: MetafieldsDrop;

  constructor(page: Page) {
    super();
    this.name = page.store.name;
    this.currency = page.store.currency;
    this.permanent_domain = page.store.domain;
    this.metaobjects = new MetaobjectsDrop(page);
    this.metafields = new MetafieldsDrop(page, "SHOP", page.store.shopId);
  }
}

/** `app`, which only an app's own blocks see: the app-data metafields of its installation. */
export class AppDrop extends Drop {
  readonly metafields: MetafieldsDrop;

  constructor(page: Page) {
    super();
    const row = page.store.get<{ id: number }>(
      "SELECT id FROM installations WHERE client_id = ? AND uninstalled_at IS NULL",
      page.clientId,
    );
    this.metafields = new MetafieldsDrop(page, "API_INSTALLATION", row?.id ?? -1);
  }
}
