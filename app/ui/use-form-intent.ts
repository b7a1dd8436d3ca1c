import { useNavigation, useSubmit } from "@remix-run/react";
import { useRef } from "react";

/** For a form with several buttons: which intent is on its way, and `send` for another button than the form's own. */
export function useFormIntent() {
  const form = useRef<HTMLFormElement>(null);
  const submit = useSubmit();
  const busy = useNavigation().formData?.get("intent");
  const send = (intent: string) => {
    const data = new FormData(form.current ?? undefined);
    data.set("intent", intent);
    submit(data, { method: "post", preventScrollReset: true });
  };
  return { form, busy, send };
}
