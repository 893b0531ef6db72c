import { Modal } from "antd";
import { useApi } from "../api/use-api.ts";
import { useAccountParams } from "../shell/account.ts";
import { Loaded } from "../shell/loaded.tsx";
import { WideTable } from "../shell/wide-table.tsx";
import { broadcastWords } from "../strings/broadcasts.ts";
import { useText } from "../strings/text.ts";
import { Why } from "./broadcast-line.tsx";

/** The parts of a broadcast: which went, which did not, and why. */
export const JobsDialog = ({
  broadcast,
  onClose,
}: {
  readonly broadcast: string;
  readonly onClose: () => void;
}) => {
  const words = useText(broadcastWords);
  const { account } = useAccountParams();
  const params = { account, broadcast };
  const detail = useApi("GET /accounts/:account/broadcasts/:broadcast", { params });
  const { seq, state, receivers, sent, why } = words.jobColumns;
  return (
    <Modal open title={words.jobs} footer={null} onCancel={onClose} width={720}>
      <Loaded query={detail}>
        {({ jobs }) => (
          <WideTable label={words.jobs} titles={[seq, state, receivers, sent, why]}>
            {jobs.map((job) => (
              <tr key={job.seq}>
                <td>{job.seq + 1}</td>
                <td>{words.jobStates[job.state]}</td>
                <td>{job.receivers ?? ""}</td>
                <td>{job.sent ?? ""}</td>
                <td>
                  <Why why={job.why} />
                </td>
              </tr>
            ))}
          </WideTable>
        )}
      </Loaded>
    </Modal>
  );
};
