import { ActionList, Button, Popover } from "@shopify/polaris";
import { MenuHorizontalIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import type { Part } from "./builder.ts";
import { canMove } from "./edit-builder.ts";
import type { BuilderEdits } from "./use-builder-edits.ts";

/** What can be done with a condition or a group; the arrows also by Alt and the arrow keys. */
export function PartMenu({ part, edits }: { part: Part; edits: BuilderEdits }) {
  const [isOpen, setIsOpen] = useState(false);
  const { id } = part;
  const name = part.kind === "row" ? "condition" : "group";
  return (
    <div className="regulars-row-menu">
      <Popover
        active={isOpen}
        preferredAlignment="right"
        onClose={() => {
          setIsOpen(false);
        }}
        activator={
          <Button
            variant="tertiary"
            icon={MenuHorizontalIcon}
            accessibilityLabel={`Change this ${name}`}
            onClick={() => {
              setIsOpen(!isOpen);
            }}
          />
        }
      >
        <ActionList
          actionRole="menuitem"
          onActionAnyItem={() => {
            setIsOpen(false);
          }}
          items={[
            {
              content: "Move up",
              disabled: !canMove(edits.root, id, "up"),
              onAction: () => {
                edits.move(id, "up");
              },
            },
            {
              content: "Move down",
              disabled: !canMove(edits.root, id, "down"),
              onAction: () => {
                edits.move(id, "down");
              },
            },
            ...(part.kind === "row"
              ? [
                  {
                    content: part.isNegated ? "Take NOT away" : "Put NOT before it",
                    onAction: () => {
                      edits.toggleNot(id);
                    },
                  },
                ]
              : []),
            {
              content: "Duplicate",
              onAction: () => {
                edits.duplicate(id);
              },
            },
            {
              content: "Remove",
              destructive: true,
              onAction: () => {
                edits.remove(id);
              },
            },
          ]}
        />
      </Popover>
    </div>
  );
}
