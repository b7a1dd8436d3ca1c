import { Form, useNavigation } from "@remix-run/react";
import { Button, InlineStack, Select, TextField } from "@shopify/polaris";
import { useState } from "react";
import { LONGEST_BENEFIT } from "./benefit.ts";

interface Props {
  tierId: number;
  collections: { collectionId: number; title: string }[];
  refused: string | null;
}

/** A line to write, or a collection to choose. */
export function AddBenefit({ tierId, collections, refused }: Props) {
  const [text, setText] = useState("");
  const [collection, setCollection] = useState(String(collections[0]?.collectionId ?? ""));
  const isSending = useNavigation().state === "submitting";
  return (
    <InlineStack gap="400" blockAlign="end">
      <Form
        method="post"
        onSubmit={() => {
          setText("");
        }}
      >
        <input type="hidden" name="intent" value="add" />
        <input type="hidden" name="tier" value={tierId} />
        <TextField
          label="A line for members"
          name="text"
          value={text}
          onChange={setText}
          autoComplete="off"
          maxLength={LONGEST_BENEFIT}
          {...(refused === null ? {} : { error: refused })}
          connectedRight={
            <Button submit disabled={text.trim() === "" || isSending}>
              Add
            </Button>
          }
        />
      </Form>
      {collections.length > 0 ? (
        <Form method="post">
          <input type="hidden" name="intent" value="add" />
          <input type="hidden" name="tier" value={tierId} />
          <InlineStack gap="200" blockAlign="end">
            <Select
              label="Early access to a collection"
              name="collection"
              options={collections.map(({ collectionId, title }) => ({
                ...{ value: String(collectionId), label: title },
              }))}
              value={collection}
              onChange={setCollection}
            />
            <Button submit disabled={isSending}>
              Add
            </Button>
          </InlineStack>
        </Form>
      ) : null}
    </InlineStack>
  );
}
