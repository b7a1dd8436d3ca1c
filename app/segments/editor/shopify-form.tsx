import { ActionList, Badge, Button, ButtonGroup, List, Popover, Text } from "@shopify/polaris";
import { ChevronDownIcon, ClipboardIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import { exportable } from "../query/exportable.ts";
import { parseQuery } from "../query/parse-query.ts";
import { printOldQuery } from "../query/print-old-query.ts";
import { printQuery } from "../query/print-query.ts";
import { copyText } from "./copy-text.ts";

interface Props {
  query: string;
  /** Says what was done. */
  onNotice: (words: string) => void;
}

/** Whether Shopify can hold the query as it stands, and its text for there. */
export function ShopifyForm({ query, onNotice }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const parsed = parseQuery(query);
  if (parsed.kind === "refused") return null;
  const { isExportable, reasons } = exportable(query);
  if (!isExportable) {
    return (
      <div>
        <Badge tone="info">Only in Regulars</Badge>
        <Text as="p" tone="subdued">
          Shopify cannot hold it as it stands:
        </Text>
        <List>
          {reasons.map((reason) => (
            <List.Item key={reason}>{reason}</List.Item>
          ))}
        </List>
      </div>
    );
  }
  const old = printOldQuery(parsed.query);
  const copy = (text: string) => () => {
    setIsOpen(false);
    void copyText(text).then((isCopied) => {
      onNotice(isCopied ? "Copied for Shopify" : "The browser does not let us copy: select the text");
    });
  }; // prettier-ignore
  return (
    <div className="regulars-shopify">
      <Badge tone="success">Shopify can hold this as it stands</Badge>
      <ButtonGroup variant="segmented">
        <Button size="slim" icon={ClipboardIcon} onClick={copy(printQuery(parsed.query))}>
          Copy for Shopify
        </Button>
        <Popover
          active={isOpen}
          preferredAlignment="right"
          onClose={() => {
            setIsOpen(false);
          }}
          activator={
            <Button
              size="slim"
              icon={ChevronDownIcon}
              accessibilityLabel="Other spellings for Shopify"
              onClick={() => {
                setIsOpen(!isOpen);
              }}
            />
          }
        >
          <ActionList
            actionRole="menuitem"
            items={[
              {
                content: "Copy for versions before 2026-10",
                disabled: old.kind !== "printed",
                helpText:
                  old.kind === "printed"
                    ? "Function filters as calls"
                    : `They cannot say ${old.clauses.join(", ")}`,
                onAction: copy(old.kind === "printed" ? old.text : ""),
              },
            ]}
          />
        </Popover>
      </ButtonGroup>
    </div>
  );
}
