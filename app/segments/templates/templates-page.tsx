import { Form, useNavigation } from "@remix-run/react";
import {
  Badge,
  BlockStack,
  Button,
  ButtonGroup,
  Card,
  InlineGrid,
  InlineStack,
  Link,
  Page,
  Text,
} from "@shopify/polaris";
import { measures, objectives, OBJECTIVES, type Objective } from "#app/segments/objectives.ts";
import { useFormat } from "#app/ui/use-format.tsx";
import type { TemplateSize } from "./template-sizes.server.ts";
import type { OfferedTemplate } from "./templates-page.server.ts";

const text = {
  title: "Ready-made segments",
  subtitle: "What do you want to do?",
  back: "Segments",
  add: "Add",
  edit: "Add and edit",
  has: "You have it",
  cannot: "Not for your shop yet",
  counting: "Counting …",
};

interface Props {
  goal: Objective;
  templates: OfferedTemplate[];
  /** By key; null while they are being counted. */
  sizes: Record<string, TemplateSize> | null;
}

/** By what a merchant wants to do: a goal first, then the segments that serve it, drawn for this shop. */
export function TemplatesPage({ goal, templates, sizes }: Props) {
  return (
    <Page
      title={text.title}
      subtitle={text.subtitle}
      backAction={{ content: text.back, url: "/app/segments" }}
    >
      <BlockStack gap="500">
        <nav aria-label="Goals" className="regulars-inset">
          <ul className="regulars-goals">
            {OBJECTIVES.map((one) => (
              <li key={one}>
                <Goal goal={one} isChosen={one === goal} />
              </li>
            ))}
          </ul>
        </nav>
        <div className="regulars-inset">
          <Text as="h2" variant="headingLg">
            {objectives[goal].title}
          </Text>
          <Text as="p" tone="subdued">
            {objectives[goal].explains}
          </Text>
        </div>
        <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
          {templates.map((template) => (
            <TemplateCard
              key={template.key}
              template={template}
              size={sizes?.[template.key] ?? null}
              isCounting={sizes === null}
            />
          ))}
        </InlineGrid>
      </BlockStack>
    </Page>
  );
}

function Goal({ goal, isChosen }: { goal: Objective; isChosen: boolean }) {
  return (
    <div className="regulars-goal" aria-current={isChosen ? "true" : undefined}>
      <Link url={`/app/segments/templates?goal=${goal}`} monochrome removeUnderline>
        <Text as="span" fontWeight="semibold">
          {objectives[goal].label}
        </Text>
      </Link>
    </div>
  );
}

interface CardProps {
  template: OfferedTemplate;
  size: TemplateSize | null;
  isCounting: boolean;
}

function TemplateCard({ template, size, isCounting }: CardProps) {
  const { name, description, query, measure, drawnFrom, advice, missing } = template;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="200" blockAlign="center" align="space-between">
          <Text as="h3" variant="headingMd">
            {name}
          </Text>
          {missing === undefined ? <Size size={size} isCounting={isCounting} /> : null}
        </InlineStack>
        <Text as="p">{description}</Text>
        <code className="regulars-query">{query}</code>
        <dl className="regulars-pairs">
          {drawnFrom ? <Pair label="Drawn from" value={drawnFrom} /> : null}
          <Pair label="Judged by" value={measures[measure].label} />
          {advice ? <Pair label="What to give" value={advice} /> : null}
        </dl>
        {missing === undefined ? (
          <Add template={template} />
        ) : (
          <InlineStack gap="200" blockAlign="center">
            <Badge>{text.cannot}</Badge>
            <Text as="span" tone="subdued">
              {missing}
            </Text>
          </InlineStack>
        )}
      </BlockStack>
    </Card>
  );
}

const Pair = ({ label, value }: { label: string; value: string }) => (
  <div>
    <Text as="dt" variant="bodySm" tone="subdued">
      {label}
    </Text>
    <Text as="dd">{value}</Text>
  </div>
);

function Size({ size, isCounting }: Pick<CardProps, "size" | "isCounting">) {
  const format = useFormat();
  if (isCounting) return <Badge>{text.counting}</Badge>;
  if (!size) return null;
  return (
    <Badge tone="info">{`${size.isAbout ? "about " : ""}${format.count(size.members)} now`}</Badge>
  );
}

function Add({ template: { key, name, segmentId } }: { template: OfferedTemplate }) {
  const { formData } = useNavigation();
  const isAdding = formData?.get("template") === key;
  if (segmentId !== null) {
    return (
      <InlineStack gap="200" blockAlign="center">
        <Badge tone="success">{text.has}</Badge>
        <Link url={`/app/segments/${segmentId}`} accessibilityLabel={`Show ${name}`}>
          Show
        </Link>
      </InlineStack>
    );
  }
  return (
    <Form method="post">
      <input type="hidden" name="template" value={key} />
      <ButtonGroup>
        <Button
          submit
          variant="primary"
          loading={isAdding}
          accessibilityLabel={`${text.add} ${name}`}
        >
          {text.add}
        </Button>
        <AddAndEdit name={name} isAdding={isAdding} />
      </ButtonGroup>
    </Form>
  );
}

/** A second button of the same form: Polaris has no value for a button that submits. */
const AddAndEdit = ({ name, isAdding }: { name: string; isAdding: boolean }) => (
  <button
    type="submit"
    name="then"
    value="edit"
    disabled={isAdding}
    className="regulars-link-button"
    aria-label={`${text.edit} ${name}`}
  >
    {text.edit}
  </button>
);
