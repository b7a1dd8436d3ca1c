import { useNavigation, useSubmit } from "@remix-run/react";
import { Modal, Text, type PageProps } from "@shopify/polaris";
import { useState, type ReactNode } from "react";
import { movesFrom, type OfferMove, type OfferState } from "../../moves.ts";

/** What cannot be undone is asked for twice. */
const CONFIRMED: Partial<
  Record<OfferMove, { title: string; body: string; yes: string; no: string }>
> = {
  end: {
    title: "End this offer?",
    body: "It disappears from your storefront, then Shopify stops applying it. An ended offer cannot be started again, but duplicated.",
    yes: "End offer",
    no: "Keep it",
  },
  delete: {
    title: "Delete this draft?",
    body: "Nothing of it is kept.",
    yes: "Delete draft",
    no: "Keep it",
  },
};

const LABELS: Record<OfferMove, string> = {
  activate: "Activate",
  pause: "Pause",
  resume: "Resume",
  end: "End offer",
  delete: "Delete draft",
};

interface Moves {
  primary: PageProps["primaryAction"];
  secondary: NonNullable<Exclude<PageProps["secondaryActions"], ReactNode>>;
  modal: ReactNode;
}

/**
 * An offer's legal moves as the actions of its page. `isOver`: by its dates, whatever its state; `confirmed`: what of
 * the guards' findings goes along with an activation.
 */
export function useMoves(
  { offerId, state, isOver }: { offerId: number; state: OfferState; isOver: boolean },
  { canActivate, confirmed }: { canActivate: boolean; confirmed: readonly string[] },
): Moves {
  const submit = useSubmit();
  const isBusy = useNavigation().state !== "idle";
  const [asked, setAsked] = useState<OfferMove | null>(null);
  const make = (move: OfferMove | "duplicate") => {
    submit({ intent: move, confirmed: confirmed.join(",") }, { method: "post" });
  };
  const press = (move: OfferMove) => () => {
    if (CONFIRMED[move]) setAsked(move);
    else make(move);
  };
  const moves = movesFrom(state).filter(
    (move) => !(isOver && (move === "pause" || move === "resume")),
  );
  const first = moves.find((move) => move === "activate" || move === "resume");
  const rest = moves.filter((move) => move !== first && !(move === "end" && state === "draft"));
  const question = asked === null ? undefined : CONFIRMED[asked];
  return {
    primary:
      first === undefined
        ? undefined
        : {
            content: LABELS[first],
            onAction: press(first),
            loading: isBusy,
            disabled: first === "activate" && !canActivate,
          },
    secondary: [
      ...(state === "ended" ? [] : [{ content: "Edit", url: `/app/offers/${offerId}/edit` }]),
      ...rest
        .filter((move) => !CONFIRMED[move])
        .map((move) => ({ content: LABELS[move], onAction: press(move) })),
      {
        content: "Duplicate",
        onAction: () => {
          make("duplicate");
        },
      },
      ...rest
        .filter((move) => CONFIRMED[move])
        .map((move) => ({ content: LABELS[move], destructive: true, onAction: press(move) })),
    ],
    modal: (
      <Modal
        open={question !== undefined}
        onClose={() => {
          setAsked(null);
        }}
        title={question?.title ?? ""}
        primaryAction={{
          content: question?.yes ?? "",
          destructive: true,
          onAction: () => {
            if (asked !== null) make(asked);
            setAsked(null);
          },
        }}
        secondaryActions={[
          {
            content: question?.no ?? "",
            onAction: () => {
              setAsked(null);
            },
          },
        ]}
      >
        <Modal.Section>
          <Text as="p">{question?.body}</Text>
        </Modal.Section>
      </Modal>
    ),
  };
}
