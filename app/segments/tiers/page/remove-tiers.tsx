import { useSubmit } from "@remix-run/react";
import { ConfirmButton } from "#app/ui/confirm-button.tsx";

/** Removes all tiers, once more asked. */
export function RemoveTiers() {
  const submit = useSubmit();
  return (
    <ConfirmButton
      label="Remove all tiers"
      title="Remove all tiers?"
      yes="Remove"
      no="Keep them"
      isQuiet
      onYes={() => {
        submit({ intent: "remove" }, { method: "post" });
      }}
    >
      No customer will have a tier, and segments that ask for one will be empty. The history of
      moves stays.
    </ConfirmButton>
  );
}
