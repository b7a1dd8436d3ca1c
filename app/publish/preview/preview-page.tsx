import { useSearchParams } from "@remix-run/react";
import {
  Banner,
  BlockStack,
  Box,
  Button,
  Card,
  InlineStack,
  Page,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";
import { useFormat } from "#app/ui/use-format.tsx";
import { LANGUAGES } from "./languages.ts";

interface Props {
  pages: { persona: string; html: string; shown: number }[];
  segments: { segmentId: number; name: string }[];
  locale: string;
  /** When all was last published; null if never. */
  asOf: number | null;
  most: number;
}

/** The shop's blocks, as several people see them, side by side. */
export function PreviewPage({ pages, segments, locale, asOf, most }: Props) {
  const format = useFormat();
  const [, setParams] = useSearchParams();
  const show = (personas: readonly string[], language = locale) => {
    const params = new URLSearchParams({ language });
    for (const persona of personas) params.append("as", persona);
    setParams(params, { preventScrollReset: true });
  };
  const personas = pages.map(({ persona }) => persona);
  return (
    <Page
      title="Preview"
      subtitle={
        asOf === null
          ? "Nothing is published yet"
          : `What Shopify holds, as of ${format.moment(asOf)}`
      }
      fullWidth
    >
      <BlockStack gap="400">
        {asOf === null ? (
          <Banner tone="info" title="Blocks are empty until the first publishing is over">
            It starts by itself when the import is done.
          </Banner>
        ) : null}
        <Box paddingInline={{ xs: "400", sm: "0" }}>
          <InlineStack gap="300" blockAlign="end">
            <Select
              label="Language"
              options={LANGUAGES.map(({ code, label }) => ({ value: code, label }))}
              value={locale}
              onChange={(language) => {
                show(personas, language);
              }}
            />
            {pages.length < most ? (
              <Button
                onClick={() => {
                  show([...personas, "guest"]);
                }}
              >
                Add somebody
              </Button>
            ) : null}
          </InlineStack>
        </Box>
        <div className="regulars-side-by-side">
          {pages.map(({ persona, html, shown }, index) => (
            <Card key={`${index} ${persona}`}>
              <BlockStack gap="300">
                <PersonaPicker
                  persona={persona}
                  segments={segments}
                  onChange={(chosen) => {
                    show(personas.map((each, at) => (at === index ? chosen : each)));
                  }}
                  onRemove={
                    pages.length > 1
                      ? () => {
                          show(personas.filter((_, at) => at !== index));
                        }
                      : null
                  }
                />
                {shown === 0 ? (
                  <Text as="p" tone="subdued">
                    No block has anything to show here; in your shop nothing takes up room.
                  </Text>
                ) : null}
                <iframe
                  className="regulars-preview"
                  title={`Blocks as ${nameOf(persona, segments)} sees them`}
                  sandbox=""
                  srcDoc={html}
                />
              </BlockStack>
            </Card>
          ))}
        </div>
        <Box paddingInline={{ xs: "400", sm: "0" }}>
          <Text as="p" tone="subdued">
            Your theme adds its own fonts and colours. Names are Shopify’s to print, and not shown
            here.
          </Text>
        </Box>
      </BlockStack>
    </Page>
  );
}

const nameOf = (persona: string, segments: Props["segments"]): string =>
  persona === "guest"
    ? "a guest"
    : (segments.find(({ segmentId }) => persona === `segment-${segmentId}`)?.name ??
      persona.replace("-", " "));

interface PickerProps {
  persona: string;
  segments: Props["segments"];
  onChange: (persona: string) => void;
  onRemove: (() => void) | null;
}

/** Who looks: a guest, somebody in a segment, or a customer by their number. */
function PersonaPicker({ persona, segments, onChange, onRemove }: PickerProps) {
  const isCustomer = persona.startsWith("customer-");
  const [isChoosing, setChoosing] = useState(isCustomer);
  const [number, setNumber] = useState(isCustomer ? persona.slice("customer-".length) : "");
  const isNumber = /^[1-9]\d{0,15}$/.test(number);
  return (
    <BlockStack gap="200">
      <InlineStack gap="200" blockAlign="end" wrap={false}>
        <Select
          label="As seen by"
          options={[
            { value: "guest", label: "A guest" },
            ...segments.map(({ segmentId, name }) => ({
              ...{ value: `segment-${segmentId}`, label: `Somebody in ${name}` },
            })),
            { value: "customer", label: "A customer…" },
          ]}
          value={isChoosing ? "customer" : persona}
          onChange={(value) => {
            setChoosing(value === "customer");
            if (value !== "customer") onChange(value);
          }}
        />
        {onRemove ? (
          <Button onClick={onRemove} variant="tertiary" accessibilityLabel="Take away">
            Take away
          </Button>
        ) : null}
      </InlineStack>
      {isChoosing ? (
        <TextField
          label="Customer’s number in Shopify"
          value={number}
          onChange={setNumber}
          autoComplete="off"
          inputMode="numeric"
          error={
            number !== "" && !isNumber ? "Digits only, as in the customer’s address" : undefined
          }
          connectedRight={
            <Button
              disabled={!isNumber}
              onClick={() => {
                onChange(`customer-${number}`);
              }}
            >
              Show
            </Button>
          }
        />
      ) : null}
    </BlockStack>
  );
}
