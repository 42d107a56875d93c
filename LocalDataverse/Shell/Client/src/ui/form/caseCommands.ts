import { FormModel } from "../../forms/formModel";
import { TableInfo } from "../../platform/metadata";
import { ApiRow } from "../../platform/webApi";
import { confirmDialog } from "../dialogs/messages";
import { Environment } from "../Environment";
import { resolutionDialog } from "./ResolveDialog";

// The platform's own commands for its own Case table.
const ACTIVE = 0;
const RESOLVED = 1;
const CANCELLED = 2;

export function isCase(table: TableInfo): boolean {
  return table.name === "incident";
}

export async function resolveCase({ api, dialogs }: Environment, model: FormModel): Promise<void> {
  const statuses = statusesOf(model.table, RESOLVED);
  await resolutionDialog(dialogs, statuses, async resolution => {
    const row: ApiRow = {
      "@odata.type": "Microsoft.Dynamics.CRM.incidentresolution",
      subject: resolution.subject,
      "incidentid@odata.bind": `/${model.table.entitySet}(${model.id})`,
    };
    // Left out where it was left empty: 0 would be an answer.
    if (resolution.billableMinutes !== undefined) row.timespent = resolution.billableMinutes;
    if (resolution.remarks) row.description = resolution.remarks;
    await api.action("CloseIncident", { IncidentResolution: row, Status: resolution.status });
    await model.reload();
  });
}

export async function cancelCase(environment: Environment, model: FormModel): Promise<void> {
  const confirmed = await confirmDialog(environment.dialogs, {
    title: "Cancel case",
    text: "Do you want to cancel this case? It becomes read-only; you can reactivate it later.",
    confirm: "Cancel case",
    cancel: "Keep case",
  });
  if (confirmed) await setState(environment, model, CANCELLED);
}

export function reactivateCase(environment: Environment, model: FormModel): Promise<void> {
  return setState(environment, model, ACTIVE);
}

async function setState({ api }: Environment, model: FormModel, state: number): Promise<void> {
  const status = defaultStatus(model.table, state);
  await api.update(model.table.entitySet, model.id, {
    statecode: state,
    ...(status === undefined ? {} : { statuscode: status }),
  });
  await model.reload();
}

function statusesOf(table: TableInfo, state: number): { value: number; label: string }[] {
  const statuses = table.columns.get("statuscode")?.options.filter(option => option.state === state) ?? [];
  const first = defaultStatus(table, state);
  return statuses.sort((left, right) => Number(right.value === first) - Number(left.value === first));
}

function defaultStatus(table: TableInfo, state: number): number | undefined {
  return table.columns.get("statecode")?.options.find(option => option.value === state)?.defaultStatus;
}
