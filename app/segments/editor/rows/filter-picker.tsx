import { Combobox, Listbox } from "@shopify/polaris";
import { useMemo, useState } from "react";
import { useCatalogue } from "../catalogue-context.ts";
import type { Filter } from "../filter-catalogue.ts";

interface Props {
  filter: Filter;
  onFilter: (filter: Filter) => void;
}

/** Chooses what a row is about, by theme or by typing. */
export function FilterPicker({ filter, onFilter }: Props) {
  const { filters, find } = useCatalogue();
  const [search, setSearch] = useState<string | null>(null);
  const found = useMemo(() => themesOf(filters, search ?? ""), [filters, search]);
  return (
    <Combobox
      height="20rem"
      activator={
        <Combobox.TextField
          label="Filter"
          labelHidden
          autoComplete="off"
          value={search ?? filter.label}
          onChange={setSearch}
          onFocus={() => {
            setSearch(null);
          }}
          onBlur={() => {
            setSearch(null);
          }}
        />
      }
    >
      {found.length > 0 ? (
        <Listbox
          onSelect={(name) => {
            const chosen = find(name);
            setSearch(null);
            if (chosen) onFilter(chosen);
          }}
        >
          {found.map(([theme, all]) => (
            <Listbox.Section
              key={theme}
              divider={false}
              title={<Listbox.Header>{theme}</Listbox.Header>}
            >
              {all.map(({ name, label }) => (
                <Listbox.Option key={name} value={name} selected={name === filter.name}>
                  {label}
                </Listbox.Option>
              ))}
            </Listbox.Section>
          ))}
        </Listbox>
      ) : null}
    </Combobox>
  );
}

function themesOf(filters: readonly Filter[], search: string): [string, Filter[]][] {
  const wanted = search.trim().toLowerCase();
  const found = filters.filter(({ name, label, theme }) =>
    `${name} ${label} ${theme}`.toLowerCase().includes(wanted),
  );
  return [...Map.groupBy(found, ({ theme }) => theme)];
}
