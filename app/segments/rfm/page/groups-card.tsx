import { Badge, BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import { ScrollBox } from "#app/ui/scroll-box.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { groupLabel } from "../group-label.ts";
import { groupLookup, SCHEMES, type SchemeName } from "../group-schemes.ts";
import { RFM_CELLS, valueScore, type Score } from "../rfm.ts";
import { groupCounts, type GroupCount, type ScoreCount } from "../score-counts.ts";
import { HeatGrid } from "./heat-grid.tsx";

const NAMES: Readonly<Record<SchemeName, string>> = {
  shopify: "Shopify's eleven groups",
  klaviyo: "Klaviyo's six groups",
  "grid-5x5": "The 5 by 5 grid",
};
export const SCHEME_OPTIONS = (["shopify", "klaviyo", "grid-5x5"] as const).map((value) => ({
  value,
  label: NAMES[value],
}));

/** In which filter a scheme's groups are asked for. */
const FILTERS: Readonly<Record<SchemeName, string>> = {
  shopify: "rfm_group",
  klaviyo: "regulars.rfm_group_klaviyo",
  "grid-5x5": "regulars.rfm_cell",
};

interface Props {
  scheme: SchemeName;
  counts: ScoreCount[];
  klaviyo: GroupCount[];
  neverBought: number;
}

/** Where the customers are: as a picture and as a table. */
export function GroupsCard({ scheme, counts, klaviyo, neverBought }: Props) {
  const format = useFormat();
  const { neverBought: none } = SCHEMES[scheme];
  const groups =
    scheme === "klaviyo"
      ? SCHEMES.klaviyo.groups.map(({ group }) => ({
          group,
          customers: klaviyo.find((one) => one.group === group)?.customers ?? 0,
        }))
      : groupCounts(scheme, counts);
  const all = none === null ? groups : [...groups, { group: none, customers: neverBought }];
  const total = all.reduce((sum, { customers }) => sum + customers, 0);
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {NAMES[scheme]}
          </Text>
          <Badge>{`${format.count(total)} customers`}</Badge>
        </InlineStack>
        <Text as="p" tone="subdued">
          {`By ${SCHEMES[scheme].code}. In segments: ${FILTERS[scheme]} = '${all[0]?.group ?? ""}'.`}
        </Text>
        {scheme === "klaviyo" ? null : (
          <HeatGrid
            title={`Customers by recency and ${axisOf(scheme)}`}
            axis={axisOf(scheme)}
            cells={cellsOf(scheme, counts)}
          />
        )}
        <ScrollBox label="Customers by group">
          <table className="regulars-table">
            <thead>
              <tr>
                <th scope="col">Group</th>
                <th scope="col">Customers</th>
                <th scope="col">Share</th>
              </tr>
            </thead>
            <tbody>
              {all.map(({ group, customers }) => (
                <tr key={group}>
                  <th scope="row">
                    {groupLabel(group)}
                    {scheme === "shopify" ? <Described group={group} /> : null}
                  </th>
                  <td>{format.count(customers)}</td>
                  <td>{total === 0 ? "–" : format.percent(customers / total)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      </BlockStack>
    </Card>
  );
}

function Described({ group }: { group: string }) {
  const description = RFM_CELLS.find((cell) => cell.group === group)?.description;
  return description ? (
    <Text as="p" variant="bodySm" tone="subdued">
      {description}
    </Text>
  ) : null;
}

const axisOf = (scheme: SchemeName) =>
  scheme === "shopify" ? "frequency and monetary" : "frequency";

/** Shopify's groups go by recency and the mean of the other two, the grid's by recency and frequency. */
function cellsOf(scheme: SchemeName, counts: readonly ScoreCount[]) {
  const groupOf = groupLookup(SCHEMES[scheme]);
  const otherOf = ({ frequency, monetary }: ScoreCount) =>
    scheme === "shopify" ? valueScore(frequency as Score, monetary as Score) : frequency;
  return [1, 2, 3, 4, 5].flatMap((recency) =>
    [1, 2, 3, 4, 5].map((other) => ({
      ...{ recency, other },
      customers: counts
        .filter((count) => count.recency === recency && otherOf(count) === other)
        .reduce((sum, { customers }) => sum + customers, 0),
      label: groupLabel(groupOf({ recency, frequency: other, monetary: other })),
    })),
  );
}
