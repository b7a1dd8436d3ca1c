import { Combobox, InlineStack, Listbox, Tag } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { isNamed, type Suggest, type Suggestion, type SuggestionSource } from "../suggestion.ts";

interface Props {
  label: string;
  source: SuggestionSource;
  /** Literals that are chosen. */
  values: readonly string[];
  /** Whether there may be more than one. */
  isList: boolean;
  /** What was typed as a literal, where anything may be asked for. */
  literalOf?: (typed: string) => string;
  onValues: (values: string[]) => void;
  suggest: Suggest;
}

/** How long a pause in typing is. */
const PAUSE_MS = 150;

/** Chooses among values that the shop has, by what they are called. */
export function SuggestField(props: Props) {
  const { label, source, values, isList, literalOf, onValues, suggest } = props;
  const [search, setSearch] = useState<string | null>(null);
  const [found, setFound] = useState<readonly Suggestion[]>([]);
  const names = useNames({ source, values, suggest });
  const [first = ""] = values;
  const nameOf = (literal: string) => names.get(literal) ?? shown(literal);

  useEffect(() => {
    if (search === null) return;
    let isOver = false;
    const timer = setTimeout(() => {
      void suggest({ source, search }).then((all) => {
        if (!isOver) setFound(all);
      });
    }, PAUSE_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [search, source, suggest]);

  const choose = (literal: string) => {
    onValues(isList ? [...new Set([...values, literal])] : [literal]);
    setSearch(isList ? "" : null);
  };
  return (
    <div className="regulars-suggest">
      <Combobox
        height="16rem"
        activator={
          <Combobox.TextField
            label={label}
            labelHidden
            autoComplete="off"
            placeholder={isList ? "Add…" : "Choose…"}
            value={search ?? (isList ? "" : nameOf(first))}
            onChange={(typed) => {
              setSearch(typed);
              if (literalOf && !isList) onValues([literalOf(typed)]);
            }}
            onFocus={() => {
              setSearch(isList || !literalOf ? "" : shown(first));
            }}
            onBlur={() => {
              setSearch(null);
            }}
          />
        }
      >
        {found.length > 0 && search !== null ? (
          <Listbox onSelect={choose}>
            {found.map((one) => (
              <Listbox.Option
                key={one.literal}
                value={one.literal}
                selected={values.includes(one.literal)}
                accessibilityLabel={one.label}
              >
                <Listbox.TextOption selected={values.includes(one.literal)}>
                  {`${one.label}${one.detail ? ` · ${one.detail}` : ""}`}
                </Listbox.TextOption>
              </Listbox.Option>
            ))}
          </Listbox>
        ) : null}
      </Combobox>
      {isList && values.length > 0 ? (
        <InlineStack gap="100">
          {values.map((literal) => (
            <Tag
              key={literal}
              onRemove={() => {
                onValues(values.filter((one) => one !== literal));
              }}
            >
              {nameOf(literal)}
            </Tag>
          ))}
        </InlineStack>
      ) : null}
    </div>
  );
}

const shown = (literal: string) =>
  literal.startsWith("'") ? literal.slice(1, -1).replaceAll(/\\(['\\])/g, "$1") : literal;

/** What the chosen values are called. */
function useNames({
  source,
  values,
  suggest,
}: Pick<Props, "source" | "values" | "suggest">): ReadonlyMap<string, string> {
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const asked = values.map(shown).filter(Boolean).join(",");
  useEffect(() => {
    if (asked === "" || !isNamed(source)) return;
    let isOver = false;
    void suggest({ source, search: asked, exactly: true }).then((all) => {
      if (!isOver) setNames(new Map(all.map(({ literal, label }) => [literal, label])));
    });
    return () => {
      isOver = true;
    };
  }, [asked, source, suggest]);
  return names;
}
