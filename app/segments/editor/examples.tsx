import { Button } from "@shopify/polaris";

const EXAMPLES = [
  { label: "Regulars", query: "number_of_orders >= 5 AND last_order_date >= -90d" },
  { label: "Slipping away", query: "number_of_orders >= 3 AND last_order_date < -90d" },
  { label: "Big spenders, once", query: "number_of_orders = 1 AND amount_spent >= 200" },
  {
    label: "Tagged, and abroad",
    query: "customer_tags CONTAINS 'vip' AND NOT customer_countries CONTAINS 'DE'",
  },
];

/** Sentences to begin with. */
export const Examples = ({ onExample }: { onExample: (query: string) => void }) => (
  <div className="regulars-examples">
    <span>Begin with a condition, or with one of these:</span>
    {EXAMPLES.map(({ label, query }) => (
      <Button
        key={label}
        size="slim"
        onClick={() => {
          onExample(query);
        }}
      >
        {label}
      </Button>
    ))}
  </div>
);
