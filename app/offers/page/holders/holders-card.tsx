import { Card, IndexTable, Link, Text } from "@shopify/polaris";
import { Figure, Figures } from "#app/ui/figure.tsx";
import { Pager } from "#app/ui/pager.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { Holder, Holders } from "./holders.ts";

const text = {
  title: "Who has it",
  none: "Nobody has it now.",
};

interface Props {
  holders: Holders;
  customers: Holder[];
  hasCodes: boolean;
  page: number;
  pageSize: number;
}

/** Who of the segment has an offer, who does not and why, and the customers who do. */
export function HoldersCard({ holders, customers, hasCodes, page, pageSize }: Props) {
  const format = useFormat();
  const { members, entitled, heldOut, quiet, tagged, undecided, noOffersTag } = holders;
  const share = members === 0 ? "" : `${format.percent(heldOut / members)} of the segment`;
  return (
    <Card padding="0">
      <div className="regulars-card-head">
        <Text as="h2" variant="headingMd">
          {text.title}
        </Text>
      </div>
      <Figures>
        <Figure
          label="Have it"
          value={format.count(entitled)}
          note={`of ${format.count(members)} members`}
        />
        <Figure label="Held out, to compare" value={format.count(heldOut)} note={share} />
        <Figure
          label="Kept out by quiet days"
          value={format.count(quiet)}
          note="paid full price for it lately"
        />
        {noOffersTag === "" ? null : (
          <Figure
            label="Kept out by a tag"
            value={format.count(tagged)}
            note={`tagged ${noOffersTag}`}
          />
        )}
        {undecided === 0 ? null : (
          <Figure
            label="Joined just now"
            value={format.count(undecided)}
            note="have it with the next publishing"
          />
        )}
      </Figures>
      {customers.length === 0 ? (
        <div className="regulars-card-body">
          <Text as="p" tone="subdued">
            {text.none}
          </Text>
        </div>
      ) : (
        <HolderTable customers={customers} hasCodes={hasCodes} />
      )}
      <Pager page={page} pageSize={pageSize} total={entitled} />
    </Card>
  );
}

function HolderTable({ customers, hasCodes }: { customers: Holder[]; hasCodes: boolean }) {
  const format = useFormat();
  return (
    <IndexTable
      selectable={false}
      itemCount={customers.length}
      resourceName={{ singular: "customer", plural: "customers" }}
      headings={
        [
          { title: "Customer" },
          { title: "Member since" },
          ...(hasCodes ? [{ title: "Code" }] : []),
        ] as [{ title: string }, ...{ title: string }[]]
      }
    >
      {customers.map(({ customerId, since, code }, position) => (
        <IndexTable.Row id={String(customerId)} key={customerId} position={position}>
          <IndexTable.Cell>
            <Link url={`/app/customers/${customerId}`} dataPrimaryLink monochrome removeUnderline>
              {`Customer ${customerId}`}
            </Link>
          </IndexTable.Cell>
          <IndexTable.Cell>{format.date(since)}</IndexTable.Cell>
          {hasCodes ? (
            <IndexTable.Cell>
              <code>{code ?? "on its way"}</code>
            </IndexTable.Cell>
          ) : null}
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}
