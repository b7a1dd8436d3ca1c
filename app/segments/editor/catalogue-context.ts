import { createContext, useContext } from "react";
import { catalogueOf, type Catalogue } from "./filter-catalogue.ts";

/** What the shop's customers can be asked, for every row of the builder. */
export const CatalogueContext = createContext<Catalogue>(catalogueOf([]));

export const useCatalogue = (): Catalogue => useContext(CatalogueContext);
