import { Button } from "@shopify/polaris";
import type { QueryFault } from "./text/query-fault.ts";

interface Props {
  faults: readonly QueryFault[];
  onShow: (fault: QueryFault) => void;
  onRepair: (text: string) => void;
}

/** What is wrong in the text: said aloud, gone to and put right by a press. */
export function FaultList({ faults, onShow, onRepair }: Props) {
  return (
    <div role="status">
      <ul className="regulars-faults">
        {faults.map((fault) => (
          <li key={`${fault.from}:${fault.message}`}>
            <Button
              variant="monochromePlain"
              textAlign="left"
              onClick={() => {
                onShow(fault);
              }}
            >
              {`Line ${fault.line}, column ${fault.column + 1}: ${fault.message}`}
            </Button>
            {fault.repair ? (
              <Button
                size="slim"
                onClick={() => {
                  if (fault.repair) onRepair(fault.repair.text);
                }}
              >
                {fault.repair.label}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  );
}
